# How the learner is scheduled: reasons of a date, grades, parameters, the plan towards a date.
grade-again = Not known
grade-hard = With help, or in part
grade-good = Known
grade-easy = Known without effort
date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
why-new = You have not answered this question yet.
why-last-again = On { $date } you did not know it.
why-last-hard = On { $date } you got it right with a hint, or nearly.
why-last-good = On { $date } you got it right.
why-last-easy = On { $date } you knew it without effort.
why-failed = What is not known comes back soon, until it is.
why-set = You set it to { $date } yourself.
why-wanted = { $count ->
    [one] After one day the chance that you still know it falls to the { $wanted } % that you want. So it comes back on { $date }.
   *[other] After { $count } days the chance that you still know it falls to the { $wanted } % that you want. So it comes back on { $date }.
}
why-chance = You would know it today with a chance of { $now } %, on { $date } with { $then } %.
why-chance-due = It is due: you would know it today with a chance of { $now } %.
why-memory = Stability: { $count ->
    [one] one day
   *[other] { $count } days
} until the chance is 90 %. Difficulty: { $difficulty } of 10.
fit-too-few = There is not enough to learn from yet: { $count } of { $least } answers on a later day than the one before, spread over time.
fit-tried = Fitted to { $trained } answers, tried on the { $tried } latest, which the fitting did not see.
fit-before = As it is: { $expected } % expected right, { $recalled } % were; log loss { $loss }.
fit-after = Fitted: { $expected } % expected right, { $recalled } % were; log loss { $loss }.
fit-better = The fitted parameters predict you better.
fit-no-better = The fitted parameters do not predict you better beyond chance. Nothing changes.
plan-now = You know about { $known } of { $all } questions today.
plan-then = With this plan you will know about { $known } of { $all } on { $date }.
plan-else = With the same minutes, but only by what is due: about { $plain }. Without any further study: about { $idle }.
plan-takes = It takes { $minutes } minutes a day for { $days ->
    [one] one day
   *[other] { $days } days
}: about { $answers } answers.
plan-unmet = { $count ->
    [one] One question will stay unseen: there is no time for it.
   *[other] { $count } questions will stay unseen: there is no time for them.
}
plan-bar-now = Today
plan-bar-idle = On the date, without study
plan-bar-plain = On the date, by what is due
plan-bar-plan = On the date, by the plan
learning-title = Studying
learning-minutes = Minutes for a session
learning-new = New questions a day
learning-retention = Wanted retention
learning-retention-help = How many of a hundred questions you want to know when they come again. More means more often.
learning-grades = Grades of cards that you judge yourself
learning-grades-help = Everything else is judged by the program.
learning-grades-two = Two
learning-grades-four = Four
learning-day-starts = A new day begins at
learning-zone = Time zone
learning-zone-help = Empty: that of this computer.
learning-zone-unknown = No such time zone is known here; that of this computer is used.
learning-parameters = Model of your memory
learning-published = The published parameters of FSRS-6 are in use.
learning-fitted = Parameters fitted to your own answers are in use.
learning-fit = Fit to my answers
learning-adopt = Use the fitted parameters
learning-back-to-published = Back to the published parameters
learning-working = Working it out…
learning-date = Towards a date
learning-date-help = Name the day of an exam: each day's session then holds what helps most until that day.
learning-date-name = Date of the exam, as year-month-day
learning-no-date = No date
why-then = Why this date?
