# Blueprints of exams: what is wrong with them. Papers on the command line and in print; answers of a class.

blueprint-format = This file has format { $format }; this version reads format 1.
    .help = Write `format: 1`, or use a newer Ackademy.
blueprint-bad-id = `{ $found }` can’t be an id.
    .help = An id has lower-case letters, digits and single hyphens, such as `mid-term`. The codes of papers depend on it.
blueprint-id-not-file = The exam is called `{ $id }`, but its file is called `{ $stem }.ron`.
    .help = Rename the file or change the id, so that each exam is found under its own name.
blueprint-minutes = An exam can’t take { $found } minutes.
    .help = Write a number from 1 to { $most }.
blueprint-pass = { $found } percent can’t be the pass mark.
    .help = Write a number from 1 to 100: so many percent of the points are a pass.
blueprint-negative = A wrong answer can’t cost { $found } of a question’s points.
    .help = Write a share from 0 to 1; 0.25 takes a quarter of the points away.
blueprint-certainty-alone = With `certainty: true`, `{ $field }` has no effect.
    .help = Leave `{ $field }` out. Answers are marked by how sure the learner is, and only one that is fully right is right.
blueprint-no-sections = This exam has no sections.
    .help = Write at least one: `sections: [(title: …, count: 5)]`.
blueprint-many-sections = This exam has { $found } sections.
    .help = Write at most { $most }; a section may draw from many decks.
blueprint-count = A section can’t have { $found } questions.
    .help = Write a number from 1 to { $most }.
blueprint-points = A question can’t be worth { $found } points.
    .help = Write a number from 0.01 to 1000.
blueprint-no-such-deck = There is no deck with the id `{ $found }`.
    .help = Write the id of a deck, such as `open-1-syn`; without `decks` the section draws from all of them.
blueprint-broken-deck = The deck `{ $found }` has errors and can’t be drawn from.
    .help = Correct the deck; its own findings say what is wrong.
blueprint-no-such-tag = No question of these decks has the tag `{ $found }`.
    .help = Write a tag of the questions or of their decks, or leave it out.
blueprint-difficulty = From { $first } to { $last } is no range of difficulty.
    .help = Write two numbers from 1 (easy) to 5 (hard), the lower one first: `difficulty: (1, 3)`.
blueprint-self-graded = A `Flip` can’t be asked in an exam: learners judge it themselves.
    .help = Leave it out, or name kinds that can be marked, such as `Choice` or `Build`.
blueprint-kind-generate = `Generate` is no kind of its own here: what counts is what is drawn.
    .help = Write the kind that is drawn, such as `Fault`, and `generated: true` for drawn exercises only.
blueprint-too-few = This section asks for { $wanted } questions, but there { $there ->
        [0] is none
        [one] is only 1
       *[other] are only { $there }
    } that it may draw.
    .help = Ask for fewer, or allow more decks, tags, kinds or difficulties. Flips are never drawn.
blueprint-too-few-left = This section asks for { $wanted } questions; { $pool } would do, but the other sections need so many of them that only { $there } { $there ->
        [one] is
       *[other] are
    } left.
    .help = No question stands twice on a paper. Ask for fewer, or let the sections draw from different decks.
blueprint-cannot-draw = For the section “{ $section }” the machine does not find enough different exercises.
    .help = Ask for fewer questions there, or allow questions that are not drawn by the machine.

paper-code-length = A code has 16 signs; this one has { $found }.
    .help = Type it as it is shown, such as K7QM-3XVA-0T9R-PW2E. Case, spaces and hyphens do not matter.
paper-code-sign = `{ $sign }` is in no code.
    .help = Codes have digits and letters, but no U. O is read as 0, and I and L as 1.
paper-code-mistyped = This is not the code of a paper: a sign is wrong or two are swapped.
    .help = Compare it with what you were given, group by group.
paper-code-unknown = The exam of this code is not here.
    .help = Its blueprint comes with its author’s content: put that folder here and name it with --content.
paper-code-other-content = The exam `{ $blueprint }` is here, but it or its questions are not those of this code.
    .help = Everybody needs the same version of the program and of the decks. Ask whoever gave you the code for theirs, or draw a paper here.
paper-code-too-few = The exam of this code asks for more questions than there are.
    .help = `ackademy check` says where.

paper-name = Name
paper-date = Date
paper-head = Paper { $code } · { $minutes } minutes · { $questions } questions · { $points } points · pass from { $pass }%
paper-certainty = With each answer tick how sure you are. “Not sure”: a right answer brings the points of the question once, a wrong one costs nothing. “Fairly sure”: twice, a wrong one −2 times. “Sure”: three times, a wrong one −6 times. Only a fully right answer is right.
paper-partial = An answer that is right in part is worth a part. Where several are to be ticked, a wrong tick takes away what a right one brings.
paper-negative = A wrong answer costs { $percent }% of the question’s points; one that is left open costs nothing.
paper-no-back = Answer the questions in their order; there is no way back to an earlier one.
paper-sure = How sure are you?
paper-key = Key: { $title }
paper-points = Points: { $points }
paper-one = Tick one.
paper-several = Tick all that hold.
paper-order = Write the letters in the right order.
paper-match = Write to each number the letter that belongs to it. A letter may be used several times, or not at all.
paper-build = Write one step on each line: who sends, which flags, which numbers.
paper-next = Write this one segment: who sends, which flags, which numbers.
paper-step = The first illegal step is number
paper-mistake = What is wrong with it? Tick one.
paper-any-legal = Any other legal run that reaches the goal is right, too.

cli-exam-list-head = Exams:
cli-exam-list-line = { $id }  { $title }: { $minutes } minutes, { $questions } questions, pass from { $pass }%
cli-exam-list-none = There are no exams.
cli-exam-list-help = Draw a paper with `ackademy exam ID`, and print it with --print FILE.html.
cli-exam-drawn = { $title }: paper { $code }
cli-exam-drawn-section = { $title }: { $questions ->
        [one] 1 question
       *[other] { $questions } questions
    }, worth { $points } each
cli-exam-drawn-help = The code gives the same paper on every computer with the same decks. Print it with --print FILE.html.
cli-exam-printed = Written: { $paper } and its key { $key }
cli-exam-none = There is no exam `{ $id }`.
    .help = `ackademy exam` lists what there is.
cli-exam-unusable = The exam `{ $id }` has errors.
    .help = `ackademy check` shows them.
cli-exam-too-few = No paper can be drawn: a section asks for { $wanted } questions, and there are { $there }.
    .help = `ackademy check` says where; try another seed if the machine ran out of exercises.
cli-exam-code-other = This code is of the exam `{ $found }`, not of `{ $id }`.
    .help = Leave out the name: the code says which exam it is.

grade-head = { $title }, paper { $code }: { $learners ->
        [one] 1 learner
       *[other] { $learners } learners
    }, pass from { $pass }%
grade-column-name = Name
grade-column-points = Points
grade-column-percent = %
grade-column-passed = Pass
grade-column-minutes = Minutes
grade-column-extra = Extra time
grade-column-away = Away
grade-column-file = File
grade-yes = yes
grade-no = no
grade-extra = { $percent }%
grade-items = Questions
grade-column-question = Question
grade-column-facility = Facility
grade-column-discrimination = Discrimination
grade-column-right = Right
grade-column-open = Open
grade-alpha = Cronbach’s alpha: { $alpha }
grade-mean = Mean: { $percent }%; { $passed } of { $learners } have passed.
grade-legend = Facility is the mean share of a question’s points (1: everybody had it). Discrimination is the correlation with the rest of the score: below 0.2 the question hardly tells who knows the rest.
grade-few = With fewer than three learners no discrimination can be told.
grade-forgery = The figures were worked out anew from the answers. A file that was damaged or changed by chance is noticed; one that was forged on purpose is not.
grade-written = Written: { $path }
grade-left-out = { $count ->
        [one] 1 file was not counted
       *[other] { $count } files were not counted
    }; see above.
grade-nothing = None of the files could be counted.
    .help = Answer files are saved by the app at the end of an exam.
grade-unreadable = { $file } can’t be read: { $detail }
    .help = Look whether the file is there and may be read.
grade-not-a-sheet = { $file } is no answer file: { $detail }
    .help = Ask for the file that the app saved at the end of the exam, as it is.
grade-newer = { $file } was written by a newer Ackademy (format { $format }).
    .help = Update this program, then grade again.
grade-damaged = { $file } was changed or damaged: its checksum does not fit.
    .help = Ask the learner to save it again from the list of past exams and to send it as it is.
grade-code = { $file }: { $reason }
    .help = Grade with the same version of the program and the decks with which the exam was sat; name a folder with --content.
grade-other-paper = { $file } is of paper { $found }; the others are of { $code }.
    .help = Grade it by itself, with the files of the same paper.
grade-other-questions = { $file } says other questions than those of its paper.
    .help = The file contradicts itself. Ask the learner to save it again.
grade-other-content = { $file }: the question { $question } reads otherwise here.
    .help = Grade with the decks with which the exam was sat; name their folder with --content.
grade-other-rules = { $file } says other rules than those of the exam: time, pass mark, points or scoring.
    .help = The file contradicts its code. Ask the learner to save it again.
grade-times = { $file }: its times can’t be: more was used than there was, or it ended before it began.
    .help = Perhaps the clock of that computer was set during the exam. Ask the learner.
grade-twice = { $file } is the same as { $other }.
    .help = It is counted once.
grade-same-name = { $file } and { $other } are both of “{ $name }”; both are counted.
    .help = Look whether one learner has sat the paper twice, or two have entered the same name.
