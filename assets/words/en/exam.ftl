# Exams in the window: the list, the page before one, sitting one, handing in. The report has its own words.
rail-exam = Exams
action-exam = Go to Exams
ask-gone = This question is not in your content any more. It counts for nothing.

exams-title = Exams
exams-about = An exam draws questions from the decks. Nothing is judged until you hand it in.
exams-none = There is no exam among your content.
exams-size = { $time } · { $count ->
        [one] one question
       *[other] { $count } questions
    } · { $pass }% is a pass
exams-begin = Set up…
exams-begin-named = Set up: { $exam }
exams-running = You are sitting this exam
exams-resume = Back to the exam
exams-take-up = Take it up here
exams-code-title = A code from somebody else
exams-code-about = A code stands for one paper: whoever types it in gets the same questions in the same order.
exams-code-name = Code of the paper
exams-code-open = Open the paper
exams-code-length = A code has 16 signs; this one has { $found }.
    .help = It looks like K7QM-3XVA-0T9R-PW2E. Hyphens, spaces and capitals do not matter.
exams-code-sign = “{ $sign }” is in no code.
    .help = Codes have digits and letters, but no U. O is read as 0, and I and L as 1.
exams-code-mistyped = Something in this code is mistyped.
    .help = Compare it sign by sign with the original; two neighbours may have been swapped.
exams-code-unknown = This code belongs to an exam that is not among your content.
    .help = Ask whoever gave you the code for the exam’s file, and put it into the folder exams of your content.
exams-code-other = This paper of “{ $exam }” was made from other content than yours.
    .help = Questions were changed here or there, or the versions of Ackademy differ. Use the same version and the same decks as the others; or begin the exam above with a paper of your own.
exams-too-few = There are not enough questions for this paper.
    .help = Decks that it draws from are missing or have errors: look at Decks.
exams-past = Past exams
exams-past-show = Open report
exams-past-open = { $exam }, { $when }, { $score }: show the result
exams-passed = Passed
exams-failed = Not passed
exams-marking = Marking …

exam-start-coming = Contents
exam-start-section = { $title }: { $count ->
    [one] one question
   *[other] { $count } questions
}
exam-start-section-points = { $title }: { $count ->
    [one] one question
   *[other] { $count } questions
}, { $points } points each
exam-start-rules = Rules
exam-rule-time = You have { $time }. When the time is over, the exam hands itself in.
exam-rule-back = You may go back to any question and change your answer.
exam-rule-no-back = There is no going back: what you leave stays as it is.
exam-rule-kept = Every answer is kept at once. If the window or the computer fails, the exam goes on where it was.
exam-rule-stops = While Ackademy is closed or the computer sleeps, the time stands still. Every such interruption is shown in the report.
exam-rule-runs = The time goes on while Ackademy is closed or the computer sleeps.
exam-rule-partial = An answer that is right in part brings a part of the points.
exam-rule-whole = Only an answer that is fully right brings points.
exam-rule-below-zero = Where several options can be picked, wrong picks can cost more than the right ones bring.
exam-rule-negative = A wrong answer costs { $percent }% of the question’s points; an open one costs nothing.
exam-rule-free = A wrong answer costs nothing, so answer everything.
exam-rule-certainty = With each answer you say how sure you are. That decides what it is worth; only a fully right answer is right. A question left open costs nothing.
exam-rule-off = Until you hand in, there are no hints and no verdicts. The Lab, the map, the decks and everything else that could tell an answer can’t be opened.
exam-start-sure = How sure
exam-start-if-right = If right
exam-start-if-wrong = If wrong
certainty-low = Not sure
certainty-middle = Fairly sure
certainty-high = Sure
certainty-worth = +{ $right } / { $wrong }
exam-start-you = About you
exam-start-name = Name or number (if your teacher wants one)
exam-start-extra = Extra time (choose it where your teacher agrees)
exam-start-no-extra = None
exam-start-extra-by = +{ $percent }%
exam-start-time = { $time } ({ $usual } + { $percent }%)
exam-start-reviews = Answers count for my schedule
exam-start-reviews-help = A right answer counts as “Knew it”, a wrong or open one as “Didn’t know it”. Questions that you did not get to stay as they are.
exam-start-code = Paper { $code }
exam-start-code-new = This paper was drawn for you. Whoever types in its code sits the same one.
exam-start-code-typed = This is the paper of the code that you typed in.
exam-start-code-copy = Copy the code
exam-start-begin = Begin
exam-start-begin-named = Begin: { $exam }

exam-hours = { $count } h
exam-minutes = { $count } min
exam-seconds = { $count } s
exam-time-space = {" "}

sitting-off = This page can’t be opened during the exam, as it could tell an answer. Once you have handed in you can use it again.
sitting-of = Question { $number } of { $count }
sitting-left = { $time } left
sitting-timer-hide = Hide the time
sitting-timer-show = Show the time
sitting-reached = { $time } left
sitting-half = Half of the time is over: { $time } left
sitting-back-stops = Welcome back. You were away for { $time }; the time stood still. The report will show it.
sitting-back-runs = Welcome back. You were away for { $time }; the time went on.
sitting-answered = { $answered } of { $count } answered
sitting-points = { $points } points
sitting-item-answered = Question { $number }, answered
sitting-item-answered-flagged = Question { $number }, answered, flagged
sitting-item-open = Question { $number }, open
sitting-item-open-flagged = Question { $number }, open, flagged
sitting-next = Next
sitting-next-final = Next (final)
sitting-answer = Answer
sitting-to-end = Finish…
sitting-previous = Previous
sitting-no-back = You can’t come back to this question.
sitting-flag = Flag
sitting-flagged = Flagged
sitting-flag-help = To look at it again before you hand in: { $key }
sitting-clear = Clear
sitting-clear-help = Leaves the question open.
sitting-sure = How sure are you?
sitting-sure-none = No choice counts as “Not sure”.
sitting-hand-in = Hand in…
sitting-saving = Handing in…
sitting-stopped = Handed in, but not saved yet. The time stands still. Leave this window open.
sitting-stuck = Not saved yet. The time goes on.
sitting-elsewhere = Your exam is running: { $exam }
sitting-return = Back to the exam

hand-in-title = Hand in the exam?
hand-in-all = Every question is answered.
hand-in-open = { $count ->
    [one] One question is still open.
   *[other] { $count } questions are still open.
}
hand-in-flagged = { $count ->
    [one] You flagged one question.
   *[other] You flagged { $count } questions.
}
hand-in-unsure = { $count ->
    [one] One answer has no certainty and counts as “Not sure”.
   *[other] { $count } answers have no certainty and count as “Not sure”.
}
hand-in-open-items = Still open:
hand-in-final = Afterwards nothing can be changed.
hand-in-back = Back to the questions
hand-in-do = Hand in
hand-in-jump = Go to question { $number }

report-passed = Passed
report-failed = Not passed
report-points = { $points } of { $most } { $count ->
    [one] point
   *[other] points
}
report-pass = { $pass }% is a pass

keys-exam = In an exam
keys-exam-next = Enter or Ctrl+Enter goes to the next question; while composing, Ctrl+Enter does.
keys-exam-pages = Page Up and Page Down: previous and next question.
keys-exam-sure = Alt+1, Alt+2, Alt+3: how sure you are.
keys-exam-timer = Alt+T hides or shows the time.
keys-exam-hand-in = Ctrl+Shift+Enter: hand in. Esc: back to the questions.
