# The report of an exam: src/app/exam/report, src/ui/exam/report.
report-counts-whole = { $right } of { $count } questions right · { $wrong } wrong · { $open } left open
report-counts = { $right } of { $count } questions right · { $wrong } wrong or in part · { $open } left open
report-counts-gone = { $count } gone
report-marking = Being marked …
report-marking-counts = { $count ->
    [one] One question
   *[other] { $count } questions
}
report-span = From, to
report-from-to = { $from } to { $to }
report-time = Time
report-of-time = { $time } of { $limit }
report-extra = Extra time
report-interruptions = Interruptions
report-uninterrupted = none
report-interruption = at { $at } for { $time }
report-interruptions-more = { $count ->
    [one] one more
   *[other] { $count } more
}
report-away-stopped = { $list } (the time stood still)
report-away-ran = { $list } (the time went on)
report-code = Paper
report-changed = { $count ->
    [one] One question was edited after the exam. It is shown, and its answer is judged, as it reads now.
   *[other] { $count } questions were edited after the exam. They are shown, and their answers are judged, as they read now.
}
report-gone-items = { $count ->
    [one] One question is not in your content any more. It counts for nothing, neither way.
   *[other] { $count } questions are not in your content any more. They count for nothing, neither way.
}

report-practise = { $count ->
    [one] Practise the one you missed
   *[other] Practise the { $count } you missed
}
report-save = Save:
report-save-html = As a page (HTML)…
report-save-csv = As a table (CSV)…
report-save-answers = Answers for the teacher…
report-save-answers-help = What you answered, with the name that you entered, as a file that “ackademy grade” reads.

report-points-lost = { $points } { $count ->
    [one] point
   *[other] points
} ({ $most } possible)
report-below-zero = below 0: wrong answers cost more than the right ones brought
report-share-below = below 0: { $percent }

report-weakest = Weakest: { $worst } ({ $least }).
report-sections = By section
report-sections-said = Strongest: { $best } ({ $most }). Weakest: { $worst } ({ $least }).
report-sections-one = The score is the same in all sections.
report-topics = By deck
report-topics-said = Weakest: { $worst } ({ $least }). Strongest: { $best } ({ $most }).
report-topics-one = The score is the same for all decks.
report-rules = By rule of the protocol
report-rules-said = Your answers showed something about { $count ->
    [one] one rule
   *[other] { $count } rules
}; { $known } of them you knew each time. Weakest: { $weakest } ({ $percent }).
report-rules-all = { $count ->
    [one] You knew the one rule that your answers showed something about.
   *[other] You knew all { $count } rules that your answers showed something about.
}
report-times = Time per question
report-times-said = Half of the questions took no longer than { $median }. The longest was question { $number }: { $longest }.
report-time-bar = Question { $number }: { $time }, { $state }
report-legend-right = right
report-legend-wrong = wrong, in part or open
report-legend-wrong-whole = wrong or open
report-axis-seconds = seconds
report-certainty = How sure you were
report-certainty-fits = How sure you were fits how often you were right.
report-certainty-too-sure = You were too sure: { $right } of { $count } answers that you called “{ $sure }” turned out right ({ $percent }). That pays only at { $band }.
report-certainty-too-unsure = You knew more than you thought: { $right } of { $count } answers that you called “{ $sure }” turned out right ({ $percent }). A higher certainty would have brought more; this one pays at { $band }.
report-certainty-few = There are too few answers of each certainty to say whether it fits.
report-level = { $sure }: { $right } of { $count } right ({ $percent })
report-level-never = { $sure }: never chosen
report-band = { $low } to { $high }
report-axis-right = share of right answers
report-legend-band = where that certainty pays best
report-legend-share = your answers, with the range that chance allows
report-course = Your exams of this kind
report-course-said = This was number { $number } of { $count }. The best so far: { $best }, on { $date }.
report-this = { $date } (this one)
report-legend-sat = score
report-legend-here = this exam
report-legend-pass = pass mark

report-column-section = Section
report-column-topic = Deck
report-column-rule = Rule
report-column-question = Question
report-column-certainty = Certainty
report-column-date = Date
report-column-right = Right
report-column-points = Points
report-column-share = Score
report-column-asked = Asked
report-column-known = Known
report-column-state = Result
report-column-time = Time
report-column-answers = Answers
report-column-rate = Right in percent
report-column-band = Pays best at
report-column-verdict = Result of the exam

report-questions = The questions
report-question = Question { $number }
report-show-all = All ({ $count })
report-show-wrong = Wrong ({ $count })
report-show-open = Open ({ $count })
report-show-flagged = Flagged ({ $count })
report-show = Which questions
report-none-such = There are none of these.
report-open-all = Open all
report-close-all = Close all
report-item-right = right
report-item-partly = right in part
report-item-wrong = wrong
report-item-open = left open
report-item-gone = gone
report-item-said = Question { $number }, { $state }, { $figures }: { $ask }
report-item-flagged-said = Question { $number }, { $state }, flagged, { $figures }: { $ask }
report-flagged = flagged
report-left-open = Left open
report-own-unknown = The question is another by now: what you chose can’t be told any more.
report-own-gone = The question is not in your decks any more, so your answer can’t be shown.
report-gone-line = This question is not in your decks any more.
report-own-none = nothing that fits the question
report-all-pairs = all pairs right
report-item-changed = This question was edited after the exam. It is shown, and judged, as it reads now.
report-sure = { $sure }: { $points } { $count ->
    [one] point
   *[other] points
}
report-sure-unsaid = Certainty not given, so it counts as “{ $sure }”: { $points } { $count ->
    [one] point
   *[other] points
}
