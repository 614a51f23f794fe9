# How the learner is scheduled: reasons of a date, grades, parameters, the plan towards a date.
grade-again = Didn’t know it
grade-hard = Hard
grade-good = Knew it
grade-easy = Easy
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
why-failed = What you don’t know comes back soon, until you do.
why-set = You set it to { $date } yourself.
why-wanted = { $count ->
    [one] After one day the chance that you still know it falls to your target of { $wanted }%. So it comes back on { $date }.
   *[other] After { $count } days the chance that you still know it falls to your target of { $wanted }%. So it comes back on { $date }.
}
why-chance = Chance that you’d recall it today: { $now }%; on { $date }: { $then }%.
why-chance-due = It is due: the chance that you’d recall it today is { $now }%.
why-memory = Stability: { $count ->
    [one] one day
   *[other] { $count } days
} until the chance falls to 90%. Difficulty: { $difficulty } of 10.
fit-too-few = There is not enough to learn from yet: { $count } of { $least } answers that came a day or more after the one before, spread over time.
fit-tried = Fitted to { $trained } answers, tested on the { $tried } latest, which the fitting did not see.
fit-before = Present parameters: { $expected }% expected right, { $recalled }% were; log loss { $loss }.
fit-after = Fitted parameters: { $expected }% expected right, { $recalled }% were; log loss { $loss }.
fit-better = The fitted parameters predict you better.
fit-no-better = The fitted parameters do not predict you better beyond chance. Nothing changes.
plan-now = You know about { $known } of { $all } questions today.
plan-then = With this plan you will know about { $known } of { $all } on { $date }.
plan-else = With the same minutes, studying only what is due: about { $plain }. Without any further study: about { $idle }.
plan-takes = It takes { $minutes } minutes a day for { $days ->
    [one] one day
   *[other] { $days } days
}: about { $answers } answers.
plan-unmet = { $count ->
    [one] There will be no time for one question.
   *[other] There will be no time for { $count } questions.
}
plan-bar-now = Today
plan-bar-idle = On the date, without study
plan-bar-plain = On the date, studying what is due
plan-bar-plan = On the date, with the plan
learning-title = Studying
learning-minutes = Minutes per session
learning-new = New questions per day
learning-retention = Target retention
learning-retention-help = How many of a hundred questions you want to recall when they come again. Higher means more frequent reviews.
learning-grades = Grades for flashcards you judge yourself
learning-grades-help = The program judges everything else.
learning-grades-two = Two
learning-grades-four = Four
learning-day-starts = A new day begins at
learning-zone = Time zone
learning-zone-help = Leave empty to use this computer’s time zone.
learning-zone-unknown = This time zone is not known here; this computer’s is used.
learning-parameters = Model of your memory
learning-published = The published parameters of FSRS-6 are in use.
learning-fitted = Parameters fitted to your own answers are in use.
learning-fit = Fit to my answers
learning-adopt = Use the fitted parameters
learning-back-to-published = Back to the published parameters
learning-working = Working it out…
learning-date = Exam date
learning-date-help = Name the day of an exam: each day’s session then holds what helps most by that day.
learning-date-name = Date of the exam, as year-month-day
learning-no-date = No date
why-then = Why this date?
