# Progress: src/app/progress, src/ui/progress.
rail-progress = Progress
action-progress = Go to your progress
progress-title = Your progress
progress-about = What you did, what you know, and what is to come.
progress-empty = Nothing has been answered yet.
progress-empty-help = After your first answers you will see here what comes due on which day, how much you studied on each day, how well you know each deck and each rule of the protocol, and how well the schedule foretells your answers.
progress-begin = Begin studying
# Days.
progress-today = today
progress-day-named = { $weekday }, { $date }
progress-short-date = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
progress-month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
progress-weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
progress-weekday-short = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
progress-on-weekday = on { $weekday }
# What comes due.
progress-forecast = What comes due
progress-forecast-said = { $count ->
    [one] One question comes due in the next seven days: { $day }.
   *[other] { $count } questions come due in the next seven days, most of them { $day } ({ $most }).
}
progress-forecast-none = No question comes due in the next seven days.
progress-overdue-said = {" "}{ $count ->
    [one] One more is overdue.
   *[other] { $count } more are overdue.
}
progress-forecast-note = As scheduled now. New questions, and those that you do not know, come on top.
progress-overdue = overdue
progress-due-on = { $day }: { $count ->
    [one] one question due
   *[other] { $count } questions due
}
progress-legend-due = due on that day
progress-legend-overdue = overdue: { $count }
progress-ahead = Days ahead
progress-ahead-days = { $count } days
# The year.
progress-year = Your year
progress-year-said = In the last year you gave { $answers ->
    [one] one answer
   *[other] { $answers } answers
} on { $days ->
    [one] one day
   *[other] { $days } days
}; in the last thirty days you studied on { $lately }.
progress-streak-said = {" "}The last { $days } days of study came one after the other.
progress-year-note = Each square is a day, each column a week. The larger the mark, the more you answered, practice included.
progress-answered-on = { $day }: { $count ->
    [0] no answers
    [one] one answer
   *[other] { $count } answers
}
progress-level-none = no answers
progress-level-few = { $from } to { $to }
progress-level-most = { $from } or more
progress-legend-today = today
progress-year-keys = The arrow keys go from day to day.
progress-week-said = Week from { $date }: { $count ->
    [0] no answers
    [one] one answer
   *[other] { $count } answers
}. { $figures }
# Time.
progress-times = Time spent
progress-times-said = In the last thirty days you studied { $time } on a day of study; half of the answers took { $median } or less.
progress-times-none = You have not studied in the last thirty days.
progress-times-note = Minutes on each of the last ninety days, practice included. For the half, an answer that took longer than five minutes counts as five.
progress-time-on = { $day }: { $time }
progress-legend-minutes = minutes on that day
# Decks, tags, rules.
progress-decks = Decks
progress-decks-said = You have met { $met } of { $all } decks; the weakest of them is “{ $weakest }” ({ $percent }%).
progress-tags = Topics
progress-tags-said = You have met { $met } of { $all } topics; the weakest of them is “{ $weakest }” ({ $percent }%).
progress-rules = Rules of the protocols
progress-rules-said = You have met { $met } of { $all } rules; the weakest of them is “{ $weakest }” ({ $percent }%).
progress-topics-note = The weakest first. Strength is the mean chance that you would know today what you have met.
progress-rules-note = The weakest first. Strength is the chance that you would know the rule today, by the answers that rested on it.
progress-rule-of = { $machine } · { $rule }
progress-of = { $met } of { $all }
progress-never-met = never met
# Prediction.
progress-calibration = Is the prediction right?
progress-calibration-said = Before { $count ->
    [one] one answer
   *[other] { $count } answers
} a recall of { $predicted }% was predicted on average; { $recalled }% came: { $way ->
    [more] you know more than predicted
    [less] you know less than predicted
   *[same] no difference beyond chance
}. Log loss { $loss }; saying the same chance each time would give { $plain } (less is better).
progress-calibration-none = There is nothing to compare yet: that takes answers to a question on a later day than the one before.
progress-calibration-note = Where points lie on the line, the prediction is right. The bars are 95% intervals (Wilson): with few answers they are long.
progress-bin-said = { $predicted }% predicted, { $recalled }% recalled (95%: { $low } to { $high }%), { $count ->
    [one] one answer
   *[other] { $count } answers
}
progress-legend-line = prediction and recall alike
progress-legend-points = recalled, with its 95% interval
progress-range = { $from }–{ $to }%
# Tables.
progress-show = Show “{ $title }” as
progress-picture = Picture
progress-table = Table
progress-save = Save as CSV…
progress-save-named = Save “{ $title }” as CSV…
progress-all-rows = Show all rows
progress-first-rows = Show the first rows alone
progress-shown = { $shown } of { $all } rows
progress-cell = { $column }: { $value }
progress-between = ;{" "}
progress-row = { $name }. { $figures }
progress-column-day = Day
progress-column-due = Due
progress-column-week = Week from
progress-column-sum = Sum
progress-column-time = Time
progress-column-answers = Answers
progress-column-median = Half took at most
progress-column-predicted = Predicted recall
progress-column-recalled = Recalled
progress-column-spread = 95% interval
progress-column-deck = Deck
progress-column-tag = Topic
progress-column-rule = Rule
progress-column-met = Met
progress-column-known = Known
progress-column-strength = Strength
