# The interface.
home = Back to Today
home-today = { $count ->
    [0] Nothing is due right now.
    [one] One question is due.
   *[other] { $count } questions are due.
}
home-resume = Continue: { $deck }
home-resume-rest = { $count ->
    [one] one question left
   *[other] { $count } questions left
}
session-headline = { $count ->
    [one] Today’s session: one question
   *[other] Today’s session: { $count } questions
}
session-due = { $count } due
session-new = { $count } new
session-time = about { $time }
session-left = { $count ->
    [one] One more is due, but there is no time for it today.
   *[other] { $count } more are due, but there is no time for them today.
}
more = More
count-right = Count as right
count-right-help = For when you knew it and only wrote it differently. Your answer stays as it is; for the schedule it counts as right.
counted-right = Counted as right
flag-on = Flag for later
flag-off = Remove the flag
suspend = Suspend this question
suspend-help = It is not asked again until you resume it (Decks, Find and manage questions).
take-back = Take back the last answer
home-study-next = Start
home-broken = These files can’t be used yet
home-empty = No decks were found.
home-empty-help = Point Ackademy at a folder with decks: ackademy --content FOLDER, or write one: ackademy new deck my-deck
count-due = { $count } due
count-new = { $count } new
count-errors = { $count ->
    [one] one error
   *[other] { $count } errors
}
count-warnings = { $count ->
    [one] one warning
   *[other] { $count } warnings
}
deck-next = Next: { $when }
deck-empty = No questions
deck-size = { $count ->
    [one] one question
   *[other] { $count } questions
}
deck-size-minutes = { $count ->
    [one] one question, about { $minutes } min
   *[other] { $count } questions, about { $minutes } min
}
deck-study = Study
deck-practise = Practise
deck-study-named = Study: { $deck }
deck-practise-named = Practise: { $deck }
deck-practise-help = Nothing is due here. Practising leaves your schedule as it is.
show-findings = Show what is wrong
back = Back
settings = Settings
language = Language
language-en = English
language-zh = 中文
theme = Theme
theme-system = Match system
theme-light = Light
theme-dark = Dark
text-size = Text size
percent = { $percent }%
loading = Reading your data…
copy = Copy
error = Error
warning = Warning
line-column = line { $line }, column { $column }
findings-none = Nothing is wrong with this file any more.
findings-help = Fix the file in any editor: as soon as you save it, it is read again here.
open-link = Open { $what } in the browser

kind-flip = Flashcard
kind-choice = Choice
kind-true-false = True or false
kind-cloze = Fill gaps
kind-type = Short answer
kind-value = Value
kind-match = Matching
kind-order = Ordering
kind-build = Build
kind-states = States
ask-states = Which states are both ends in after step { $step }?

progress = { $done } of { $total } done
practice = Practice
hint = Hint
hint-cost = F2. With the hint, a right answer counts as “Hard”.
turn = Show the answer
comes = Again { $when }
check = Check
lacks = { $what ->
        [option] Choose an option first
        [true-false] Choose true or false first
        [words] Write an answer first
        [gap] Fill in a gap first
        [pairs] { $count } still to match
        [step] Add a step first
        [row] Click the faulty segment first
        [kind] Say what is wrong with it
       *[state] Name the { $role }’s state
    }
next = Next
saving = Saving…
pick-one = Choose one: click it, or press its number.
pick-several = Choose all that are right.
not-saved = Not saved yet
true = True
false = False
scope-today = Today’s session
scope-chosen = Your selection
scope-weak = Weak spots
ask-cloze = What belongs in the gaps?
gap-name = Gap { $gap }
told-gap = Gap { $gap } should be: { $answer }
value-help = A number or a sum, such as 1001 or x+20
told-other-sum = You gave { $found }.
told-too-large = These numbers have 32 bits: 0 follows 4294967295, so what is beyond it cannot stand in the field.
told-no-sum = That can’t be read as a number or a sum.
match-help = Choose a line, then click what belongs to it or press its letter.
match-open = not chosen yet
type-here = Your answer
order-help = Drag the lines, or use the arrows.
move-up = Move up: { $item }
move-down = Move down: { $item }
mark-yours = Your answer: { $mark }
mark-right = Right
mark-wrong = Wrong
mark-missed = Also right
mark-answer = The right answer
mark-other = Not right
right-place = Belongs in place { $place }
state-of = { $role }’s state
states-keys = A letter names the state of the selected end; ↑ ↓ select the other.
goal = Goal: { $list }
goal-end = { $role } { $state }
goal-quiet = nothing left to send
goal-exactly = no more steps than needed
goal-calls = user calls count as steps
list-comma = {", "}
solution = One right way
right-answer = Right: { $answer }
differs-yours = Your answer
differs-right = Right
differs-instead = “{ $extra }” should be “{ $missing }”.
differs-extra = “{ $extra }” is too much.
differs-missing = “{ $missing }” is missing.
counts-as = Counts as { $answer }.
score-right = Right
score-partly = Partly right: { $percent }%
score-wrong = Wrong
explain = Explanation
why = Why
legal-now = Legal here
source = Source
comes-again = Comes again { $when }.
practice-only = Practice: the schedule is unchanged.
practice-exercise = Practice: no question’s date changes; the answer counts for the rule on the map.

summary-title = Done
summary-headline = { $count ->
    [one] One question answered in { $time }; { $today } of study today.
   *[other] { $count } questions answered in { $time }; { $today } of study today.
}
summary-right = { $count } right first time
summary-wrong = { $count } to look at again
summary-retry = Practise again
summary-again = Worth another look
summary-next = The next question comes { $when }.
summary-back = When to come back
summary-due-now = { $count ->
    [one] One question is due now
   *[other] { $count } questions are due now
}
summary-due-today = { $count ->
    [one] One later today
   *[other] { $count } later today
}
summary-due-tomorrow = { $count ->
    [one] One tomorrow
   *[other] { $count } tomorrow
}
summary-decks = The decks
deck-done = done for now
summary-today = { $count ->
    [one] Today’s session: one more question
   *[other] Today’s session: { $count } more questions
}
summary-next-deck = Next deck: { $deck }
summary-browse = All questions
summary-leave-out = Leave it out
summary-left-out = Left out of sessions
summary-look = Show it in Browse
often-count = { $often } ({ $count } times)
leech-title = Forgotten again and again
leech-history = What was answered
leech-map = Its rule on the map
leech-edit = Edit it
leech-suspend = Leave it out for a while
said-known = known
said-unknown = not known
said-fault = Step { $step }: { $kind }
list-semicolon = {"; "}

when-now = now
when-minutes = { $count ->
    [one] in a minute
   *[other] in { $count } minutes
}
when-today = later today
when-tomorrow = tomorrow
when-days = in { $count } days
when-weeks = { $count ->
    [one] in a week
   *[other] in { $count } weeks
}
when-months = { $count ->
    [one] in a month
   *[other] in { $count } months
}
span-seconds = { $count } s
span-minutes = { $count } min

row-number = { $number }. { $what }
row-sends = { $fate ->
    [lost] The { $role } sends { $segment }, which is lost
    [twice] The { $role } sends { $segment }, which arrives twice
    [late] The { $role } sends { $segment }, which is held back
   *[delivered] The { $role } sends { $segment }
}
row-arrives = { $segment } arrives at the { $role }
row-injected = The network delivers { $segment } to the { $role }
row-call = At the { $role }: { $text }
row-states = {" "}— { $first } { $first-state }, { $second } { $second-state }
row-wrong = {" "}— the first illegal step
row-given = {" "}— given
time-passes = time passes

kind-fault = Fault
kind-next = Next segment
# Where the author has no words.
ask-fault = Which segment is the first that its sender may not send, and what is wrong with it?
ask-next = Which segment must come next?
# The choices of a fault; kind "wrong-number" with field where it is `wrong-` and a field's name.
fault-kind = { $kind ->
    [wrong-sender] The wrong end sends it
    [wrong-flags] The flags are wrong
    [wrong-order] It should not be sent at this point (no other choice fits)
    [wrong-number] The number in { $field } is wrong
   *[other] { $kind }
}
# Behind the answer to a Fault.
fault-told = The first illegal segment is step { $step }. { $kind }.
fault-later = Step { $said } comes after it. Once a trace has gone wrong, what follows proves nothing.
fault-earlier = Step { $said } is legal.
# Behind the answer to a Next; the list of what is owed (owed-line) follows.
next-not-due = This segment would be legal, but nothing calls for it now.
next-no-segment = The answer must be one segment that an end sends.
next-owed = Owed at this point:
fault-pick = Click the segment on the ladder, then say what is wrong with it.
fault-picked = You chose step { $step }.
next-goal = One segment: who sends what?
row-chosen = {" "}— chosen
ask-build = Build the steps from here to the goal.

kind-what-if = What if?
ask-what-if = The machine is changed like this. What can happen now?
whatif-none = None of these
whatif-never = It never happens
whatif-run = The shortest run in which it happens
whatif-happens = It can happen: the shortest run has { $steps } steps ({ $states } situations searched).
whatif-holds = It never happens in any of the { $states } situations that can arise here.
whatif-unknown = No answer: the search was given up after { $states } situations.
whatif-network = Network: { $losses ->
        [0] nothing is lost
        [1] one segment may be lost
       *[other] { $losses } segments may be lost
    }, { $duplicates ->
        [0] nothing is duplicated
        [1] one segment may be duplicated
       *[other] { $duplicates } segments may be duplicated
    }, { $reorder ->
        [yes] segments may be reordered
       *[no] nothing is reordered
    }.

# Sample progress: src/app/sample.rs, src/ui/sample.rs.
sample-title = Sample progress
sample-help = See what the app looks like after a month of study. It is made up, kept in memory only, and never touches your own progress.
sample-show = Show sample progress
sample-remove = Remove the sample
sample-on = This is sample progress, not yours.
sample-about = It is made up, as if somebody had studied for a month. Your own progress is untouched. Studying is only practice now: nothing is recorded.
sample-practice = Practice only: nothing that you answer here is recorded.
