# The interface.
home = Home
home-today = { $count ->
    [0] Nothing is due right now.
    [one] One question is due.
   *[other] { $count } questions are due.
}
home-resume = Go on with { $deck }
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
    [one] One more is due and finds no time today.
   *[other] { $count } more are due and find no time today.
}
more = More
count-right = Count it right
count-right-help = For when you knew it and only wrote it differently. The answer stays as it is; the schedule takes it as right.
counted-right = Counted as right
flag-on = Mark to look at later
flag-off = Take the mark away
suspend = Leave out from now on
suspend-help = It is asked no more until you take it back in (Decks, Browse).
take-back = Take the last answer back
home-study-next = Start
home-broken = These files can't be used yet
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
deck-next = next { $when }
deck-empty = no questions
deck-size = { $count ->
    [one] one question
   *[other] { $count } questions
}
deck-size-minutes = { $count ->
    [one] one question, { $minutes } min
   *[other] { $count } questions, { $minutes } min
}
deck-study = Study
deck-practise = Practise
deck-study-named = Study: { $deck }
deck-practise-named = Practise: { $deck }
deck-practise-help = Nothing is due here: this leaves your schedule as it is.
show-findings = Show what is wrong
back = Back
settings = Settings
language = Language
language-en = English
language-zh = 中文
theme = Theme
theme-system = As the system
theme-light = Light
theme-dark = Dark
text-size = Text size
percent = { $percent } %
loading = Reading your data …
copy = Copy
error = Error
warning = Warning
line-column = line { $line }, column { $column }
findings-none = This file is in order now.
findings-help = Mend the file in any editor: as soon as you save it, it is read again here.
open-link = Open { $what } in the browser

kind-flip = Flashcard
kind-choice = Choice
kind-true-false = True or false
kind-cloze = Fill the gaps
kind-type = Type the answer
kind-value = Give the value
kind-match = What belongs together
kind-order = Put in order
kind-build = Build the segments
kind-states = Name the states
ask-states = Which states are both ends in after step { $step }?

progress = { $done } of { $total } done
practice = Practice
hint = Hint
hint-cost = F2. The hint makes a right answer count as hard.
turn = Show the answer
comes = comes again { $when }
check = Check
next = Next
saving = Saving …
pick-one = Pick one.
pick-several = Pick all that are right.
true = True
false = False
scope-today = Today’s session
scope-chosen = Your selection
scope-weak = Weak spots
ask-cloze = What belongs in the gaps?
gap-name = Gap { $gap }
told-gap = Gap { $gap }: { $answer }
value-help = A number or a sum, such as 1001 or x+20
told-other-sum = You gave { $found }.
told-no-sum = That can’t be read as a number or a sum.
match-help = Choose a line, then press the letter of what belongs to it.
match-open = not yet
type-here = Your answer
order-help = Drag the lines, or use the arrows.
move-up = Move up: { $item }
move-down = Move down: { $item }
mark-right = Right
mark-wrong = Wrong
mark-missed = Also right
mark-answer = The right answer
mark-other = not right
right-place = belongs at { $place }
state-of = State of the { $role }
states-keys = A letter names the state of the marked end; ↑ ↓ mark the other one.
goal = Goal: { $list }
goal-end = { $role } { $state }
goal-quiet = nothing left to be sent
goal-exactly = no step more than needed
goal-calls = user calls are steps, too
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
score-partly = Partly right: { $percent } %
score-wrong = Not right
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
summary-right = { $count } right at once
summary-wrong = { $count } to look at again
summary-retry = Practise those again
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
    [lost] { $role } sends { $segment }, which is lost
    [twice] { $role } sends { $segment }, which arrives twice
    [late] { $role } sends { $segment }, which is held back
   *[delivered] { $role } sends { $segment }
}
row-arrives = { $segment } arrives at the { $role }
row-injected = The network delivers { $segment } to the { $role }
row-call = { $role }: { $text }
row-states = {" "}— { $first } { $first-state }, { $second } { $second-state }
row-wrong = {" "}— the first illegal step
row-given = {" "}— given
time-passes = time passes

kind-fault = Find the fault
kind-next = The next segment
# Where the author has no words.
ask-fault = Which segment is the first that its sender may not send, and what is wrong with it?
ask-next = Which segment must come next?
# The choices of a fault; kind "wrong-number" with field where it is `wrong-` and a field's name.
fault-kind = { $kind ->
    [wrong-sender] the wrong end sends it
    [wrong-flags] the flags are wrong
    [wrong-order] nothing like it is to be sent here (and nothing more precise fits)
    [wrong-number] the number in { $field } is wrong
   *[other] { $kind }
}
# Behind the answer to a Fault.
fault-told = The first illegal segment is step { $step }: { $kind }.
fault-later = Step { $said } comes after it: once a trace is wrong, what follows proves nothing.
fault-earlier = Step { $said } is legal.
# Behind the answer to a Next; the list of what is owed (owed-line) follows.
next-not-due = This segment would be legal, but nothing calls for it now.
next-no-segment = What is asked for is one segment that an end sends.
next-owed = Owed at this point:
fault-pick = Click the segment on the ladder, then say what is wrong with it.
fault-picked = You chose step { $step }.
next-goal = One segment: who sends what?
row-chosen = {" "}— chosen
ask-build = Build the way from here to the goal.

kind-what-if = What if?
ask-what-if = The machine is altered like this. What can happen now?
whatif-none = None of these
whatif-never = It never happens
whatif-run = The shortest run in which it happens
whatif-happens = It can happen: the shortest run has { $steps } steps (the explorer looked at { $states } situations).
whatif-holds = It never happens in any of the { $states } situations that can arise here.
whatif-unknown = Nobody knows: after { $states } situations the search was given up.
whatif-network = Network: { $losses ->
        [0] nothing is lost
        [1] one segment may be lost
       *[other] { $losses } segments may be lost
    }, { $duplicates ->
        [0] nothing is doubled
        [1] one segment may be doubled
       *[other] { $duplicates } segments may be doubled
    }, { $reorder ->
        [yes] segments may overtake each other
       *[no] nothing overtakes
    }.

# Sample progress: src/app/sample.rs, src/ui/sample.rs.
sample-title = Sample progress
sample-help = See what the app looks like after a month of study. It is made up, is kept in memory only, and never touches your own progress.
sample-show = Show sample progress
sample-remove = Remove the sample
sample-on = This is sample progress, not yours.
sample-about = It is made up: as if somebody had studied for a month. Your own progress is untouched. Studying is practice now: nothing is recorded.
sample-practice = Practice only: nothing that you answer here is recorded.
