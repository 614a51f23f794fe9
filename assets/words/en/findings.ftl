# Findings: what is wrong with a file, and what to do. The key is the code with - for ::.
level-error = error
level-warning = warning
level-help = help
did-you-mean = Did you mean “{ $word }”?
sentence-gap = {" "}

# Reading RON
ron-full-width = This is the full-width `{ $found }`; here it must be the half-width `{ $write }`.
    .help = Switch the input method to English for everything outside the quotation marks. Inside them Chinese text keeps its full-width punctuation.
ron-unknown-field = There is no field “{ $found }” here.
    .help = Allowed here: { $known }.
ron-unknown-variant = There is no “{ $found }” here.
    .help = Allowed here: { $known }.
ron-missing-field = The field “{ $field }” is missing.
    .help = Add { $field }: … between these brackets.
ron-duplicate-field = The field “{ $field }” is written twice.
    .help = Keep one of the two.
ron-wrong-type = This should be { $expected }, but it is { $found }.
    .help = Text stands in quotation marks, a list in [ ], a map in {"{ }"}, a group of fields in ( ).
ron-too-deep = The brackets are nested too deeply.
    .help = No content needs that many levels. Perhaps a bracket was opened again and again instead of being closed.
ron-syntax = { $what ->
        [end] The file ends too early: something is still open.
        [comma] A comma is missing before this.
        [list] A list must begin here: [ … ]
        [list-end] This list is not closed, or a comma is missing before this.
        [map] A map must begin here: {"{ … }"}
        [map-end] This map is not closed, or a comma is missing before this.
        [colon] A colon is missing between a key and its value.
        [boolean] This must be true or false.
        [integer] This must be a whole number.
        [string] This must be a text in quotation marks.
        [string-end] This text is not closed: its second quotation mark is missing.
        [struct-end] This bracket is not closed, or a comma is missing before this.
        [struct] A group of fields must begin here: ( … )
        [name] This must be the name of a field.
        [escape] This escape with a backslash is unknown.
        [trailing] The file goes on after its last bracket.
        [comment] This comment is not closed.
       *[other] This can’t be read: { $message }.
    }
    .help = { $what ->
        [end] Count the brackets and quotation marks from here upwards.
        [string-end] Within a text, " is written \" and a line break \n.
        [escape] Known are \n, \t, \", \\ and \u{"{…}"}. A single backslash is written \\.
        [trailing] Look for a bracket that was closed too early.
        [comment] A comment that begins with /* ends with */.
       *[other] Often the mistake is just before this place, at the end of the line above.
    }

# Content files
content-not-utf8 = The file is not text in UTF-8 (byte { $at } can’t belong to any).
    .help = Save it once more in your editor with the encoding UTF-8.
content-empty = The file is empty.
    .help = ackademy new deck NAME writes a deck to start from.

# Machines
machine-format = This file has format { $format }; this version reads format 1.
    .help = Write format: 1, or use a newer Ackademy.
machine-two-roles = A machine needs exactly two roles; { $count ->
        [0] there is none.
        [one] there is only one.
       *[other] there are { $count }.
    }
    .help = Name both ends: roles: [(id: "client", …), (id: "server", …)].
machine-no-such-role = There is no role “{ $found }”.
    .help = Roles are named under roles, with id and aliases.
machine-no-such-state = There is no state “{ $found }”.
    .help = States are named under states, sets of states under groups; “any” stands for all of them. A group must stand above its first use.
machine-no-such-call = There is no call “{ $found }”.
    .help = Calls are named under calls.
machine-no-such-timer = There is no timer “{ $found }”.
    .help = Timers are named under timers.
machine-no-such-variable = There is no variable “{ $found }”.
    .help = Variables are named under variables, with their type: Seq, Int, Bool or Token.
machine-no-such-field = There is no field “{ $found }”.
    .help = Fields are named under fields; here the name in traces counts (seq), not the name in conditions (SEG.SEQ).
machine-no-such-rule = There is no rule “{ $found }”.
    .help = Jump and hold name the id of another rule.
machine-jump-back = “{ $id }” does not come later, and a jump can only go forward.
    .help = A segment passes the rules from top to bottom, so that it always reaches the end. Move the rule down, or state its condition here.
machine-duplicate-rule = There are two rules with the id “{ $id }”.
    .help = Give one of them another id. Learners’ answers are stored under the ids.
machine-twice = “{ $name }” is written twice.
    .help = Keep one of the two.
machine-too-many = { $what ->
        [flags] There are { $count } flags; at most { $most } are possible.
        [fields] There are { $count } fields; at most { $most } are possible.
        [variables] There are { $count } variables; at most { $most } are possible.
        [states] There are { $count } states; at most { $most } are possible.
       *[rules] There are { $count } rules; at most { $most } are possible.
    }
    .help = A machine describes one end of one connection; perhaps this is more than one.
machine-bad-step = “{ $found }” is not a step.
    .help = Write it as in a trace, for example client > SYN seq=x, or server: listen.
machine-due-cannot-leave = “{ $segment }” is due here, but no rule lets it leave.
    .help = Add a rule on: Leaves(…) that fits these flags in one of these states, or correct the flags.
machine-unknown-name = “{ $found }” means nothing here.
    .help = Conditions know variables, fields by their reads names (SEG.SEQ), flags, constants, CALL.LEN, and what stands above them under define. Patterns and segments know the flags, segments also the fields by their names in traces (seq=…).
machine-condition = { $what ->
        [character] The sign “{ $found }” means nothing in a condition.
        [number] This number is too large.
        [value] This must be a name, a number or a bracket.
        [bracket] A closing bracket is missing.
        [operator] This must be an operator, or the end.
        [depth] The brackets are nested too deeply.
        [wants-condition] This is a number, but something true or false is needed.
        [wants-number] This is true or false, but a number is needed.
        [wants-same] These can’t be compared: their types differ.
       *[no-order] These can only be equal or not: they have no order.
    }
    .help = { $what ->
        [number] Numbers go up to 4294967295.
        [wants-condition] Compare it with something: SEG.LEN == 0.
        [wants-same] Sequence numbers go with whole numbers, tokens with whole numbers, conditions with conditions.
        [no-order] Use == or !=. For an order declare the type Seq or Int.
       *[other] A condition has names, whole numbers, + and -, comparisons (== != < =< > >=, also chained), and, or, not, and brackets.
    }

# Decks: what the loader finds.

deck-format = This file has format { $format }; this version reads format 1.
    .help = Write `format: 1`, or use a newer Ackademy.
deck-bad-id = `{ $found }` can’t be an id.
    .help = An id has lower-case letters, digits and single hyphens, such as `why-three-steps`. It never changes later, so choose it well.
deck-id-not-file = The deck is called `{ $id }`, but its file is called `{ $stem }.ron`.
    .help = Rename the file or change the id, so that each deck is found under its own name.
deck-duplicate-id = The id `{ $id }` is already taken by the question in line { $line }.
    .help = Give this question an id of its own; learners’ answers are stored under it.
deck-duplicate-key = `{ $key }` stands here twice.
    .help = Remove one of the two entries.
deck-no-questions = The deck has no questions yet.
    .help = Write the first one: the authoring guide has a sample of every kind.
deck-blank-text = { $language ->
        [en] The English text is empty.
        [zh] The Chinese text is empty.
       *[both] The text is empty.
    }
    .help = Write it, or leave the whole field out if it is optional.
deck-blank-word = There is nothing in this word that could be compared.
    .help = Write at least one letter or digit, or remove the entry.
deck-difficulty = Difficulty { $found } does not exist.
    .help = Choose 1 (easy) to 5 (hard), or leave it out for 3.
deck-bad-was = `{ $found }` is not the full name of a question.
    .help = Write deck and question, such as `open-1-syn/first-segment`.

deck-no-such-machine = There is no machine with the id `{ $found }`.
    .help = Use the id of a file in the folder `machines`, such as `tcp`, or embed a machine in the deck.
deck-embed-escapes = The machine is written with escapes, so its findings could not name a place.
    .help = Write it as a raw string: r#"…"#.
deck-no-such-start = The machine has no start called `{ $found }`.
    .help = The machine’s file lists its starts under `starts`.
deck-no-such-role = The machine has no role called `{ $found }`.
    .help = The machine’s file lists its two roles under `roles`.
deck-no-such-state = The machine has no state called `{ $found }`.
    .help = Use a name from the machine’s `states`, or one of its aliases.

deck-bad-step = { $what ->
        [empty-segment] This segment has neither a flag nor a field.
        [bad-term] This field’s value is neither a number nor a symbol.
        [bad-fate] What stands in brackets here means nothing.
        [late-without-name] A segment that is held back needs a name, or it could never arrive.
        [twice-field] This field stands in the segment twice.
       *[other] This is not a step of a trace.
    }
    .help = { $what ->
        [empty-segment] Write what is sent, for example `client > SYN seq=x`.
        [bad-term] Write a number, a symbol or a sum: `seq=1000`, `seq=x`, `ack=y+1`.
        [bad-fate] Possible are (lost), (twice), (late as a) and (as a).
        [late-without-name] Write `(late as a)`, and `a arrives` where it gets there.
        [twice-field] Keep one of the two.
       *[other] Write `client > SYN seq=x` for a segment, `client: close` for a call, `client: timeout retransmission` for a timer, `server < SYN seq=z` for a stray segment.
    }
deck-unknown-name = { $what ->
        [role] The machine has no end called `{ $found }`.
        [flag] The machine has no flag `{ $found }`.
        [field] The machine has no field `{ $found }`.
        [call] The machine has no call `{ $found }`.
        [timer] The machine has no timer `{ $found }`.
        [state] The machine has no state called `{ $found }`.
        [label] No earlier step calls a segment `{ $found }`.
       *[other] The machine does not know `{ $found }`.
    }
    .help = { $what ->
        [label] Name the segment where it is sent: `(late as { $found })` or `(as { $found })`.
       *[other] The machine’s file lists the names that can be used in a trace.
    }
deck-illegal-step = Step { $step } is illegal: `{ $line }`.
    .help = { $condition ->
        [none] Correct the step.
       *[other] What fails is `{ $condition }`; correct the step.
    } If it is meant to be wrong, put the trace into a `proof` with `illegal: { $step }`.
deck-after-beyond = There is no step { $after }: { $count ->
        [0] the trace is empty.
        [one] the trace has one step.
       *[other] the trace has { $count } steps.
    }
    .help = Steps are counted from 1; calls and timers count too, the steps of the start do not.
deck-wrong-state = The { $role } is not in { $found } at this point, but in { $is }.
    .help = Correct the state, or the trace if it does not show what you mean. The machine has the last word.

deck-proof-form = This proof says either too much or nothing.
    .help = Give `after` together with `states`, or `illegal` alone.
deck-proof-legal = Step { $step } is said to be illegal, but the whole trace is legal.
    .help = Check the numbers of the trace; if it really is legal, the question claims something false.
deck-proof-other-step = Step { $step } is said to be the first illegal one, but step { $first } already is.
    .help = Correct step { $first }, or write `illegal: { $first }` if that is the step you mean.

deck-no-goal = There is no goal to build towards.
    .help = Give the question a `goal`, or the deck one in its `machine`.
deck-unreachable-goal = From what is given, no way to this goal was found.
    .help = Check goal and given steps. If you know a way, write it as `answer` and it will be checked.
deck-nothing-to-build = The goal is reached before anything is built.
    .help = Leave out some of the given steps, or choose a later goal.
deck-answer-not-right = { $what ->
        [superfluous] Step { $step } of the answer is not needed for the goal, and the question asks for nothing more.
        [owes] The answer ends while something is still owed, and the question asks for a quiet end.
       *[goal] The answer is legal but does not reach the goal.
    }
    .help = { $what ->
        [superfluous] Remove the step, or the field `exactly`.
        [owes] Add what is still to be sent, or remove the field `quiet`.
       *[goal] Add the missing steps, or correct the goal.
    }

deck-too-few-options = { $count ->
        [0] There are no options to choose from.
        [one] There is only one option to choose from.
       *[other] There are only { $count } options to choose from.
    }
    .help = Write at least two, best of all with real misconceptions as the wrong ones.
deck-no-right-option = None of the options is right.
    .help = Mark the right one: Right(text: …, because: …).
deck-duplicate-option = This option reads the same as an earlier one: “{ $found }”.
    .help = Change one of them; nobody could choose between the two.
deck-no-answer = The question does not say what is right.
    .help = List the right answers under `accept`, or let the machine answer with `state`.
deck-accepts-slip = `{ $found }` is accepted as right, but it is also a known slip.
    .help = Remove it from `accept`, or from `slips` if it is right after all.
deck-too-few-items = { $count ->
        [0] There is nothing to put in order.
        [one] There is only one item to put in order.
       *[other] There are only { $count } items to put in order.
    }
    .help = Write three or more; two can be guessed.
deck-cloze-gap = Gap {"{"}{ $gap }{"}"} stands { $count ->
        [0] nowhere in this text.
       *[other] { $count } times in this text.
    }
    .help = Each gap of the list must stand exactly once in each language, as {"{1}"}, {"{2}"} and so on.
deck-cloze-beyond = The text has a gap {"{"}{ $gap }{"}"}, and the list of gaps has only { $count }.
    .help = Add it to `gaps`, or take it out of the text.
deck-cloze-no-gap = This text has no gaps to fill.
    .help = Write {"{1}"} into the text and what is right there into `gaps`.
deck-value-answer = A Value needs either `answer` or `segment`.
    .help = Write the right sum (`answer: "x+1"`), or name the field of a segment that has it.
deck-no-sum = `{ $found }` is neither a number nor a sum.
    .help = Write whole numbers and names with +, - and ×, such as `x+1` or `2MSL`.
deck-no-such-field = This segment shows no field `{ $found }`.
    .help = Name a segment of the trace and a field that is written in it.
deck-value-free = The machine would take another number for `{ $found }` as well.
    .help = Ask for a number that follows from what came before, such as an `ack`.
deck-too-few-pairs = { $count ->
        [0] There is nothing to match.
       *[other] There is only { $count } pair to match.
    }
    .help = Write two or more.
deck-duplicate-item = This item reads the same as an earlier one: “{ $found }”.
    .help = Change one of them; otherwise nobody can tell them apart.

# Decks: what the lints find.

deck-term = “{ $found }” is not our word for this.
    .help = Write { $term } ({ $en }). A question that quotes a wrong word on purpose gets the tag `quotes-slip`.
deck-half-width-punctuation = A half-width “{ $found }” follows a Chinese character.
    .help = Write the full-width “{ $write }”.
deck-no-citation = The question `{ $id }` names no section of a standard.
    .help = Add `cite`, for example ["RFC 9293 §3.5"].
deck-citation-form = “{ $found }” is not a citation that the app can follow.
    .help = Write `RFC 9293 §3.10.7.3`, one section a string, with (first) or the like behind it where one check is meant.
deck-no-explanation = The question `{ $id }` does not say why its answer is right.
    .help = Add `explain` and give the reason, not the fact once more.
deck-longest-is-right = In { $count } of { $total } questions with one right option, that option is by far the longest { $language ->
        [zh] in Chinese
       *[en] in English
    }.
    .help = Move conditions from the right options to `because`, or write fuller wrong ones.
deck-all-of-the-above = This option speaks about the other options.
    .help = Options are shuffled, so nothing is above. Mark several options as right instead.
deck-no-reason = This option has no reason.
    .help = Add `because`: why is it right, or why would somebody wrongly choose it?
deck-unknown-after = There is no deck with the id `{ $found }`.
    .help = `after` lists the ids of decks to study before this one.
deck-glyph = The app’s fonts have no “{ $found }” ({ $codepoint }); an empty box would be shown.
    .help = Write it another way, or add the character to the fonts as assets/fonts/README.md says.

content-same-id = There are two decks “{ $id }”; the one in { $other } is not used.
    .help = Give one of the two another id and file name.

machine-base-broken = The machine “{ $base }” that this variant is made from has errors itself.
    .help = Fix that machine first.
machine-no-such-base = There is no machine “{ $base }” to make this variant from.
    .help = Under `of` name the id of a machine that exists.
machine-no-such-due = The table `due` of the base has no entry “{ $found }”.
    .help = Name one by its `id`.

deck-fault-legal = No step of this trace is illegal, so there is no fault to find.
    .help = Make one segment wrong: another number, other flags, the other end. Missing calls are implied, so a FIN alone is not a fault.
deck-fault-no-segment = Step { $step } is illegal, but it is not a segment that an end sends.
    .help = The learner clicks a segment. Correct this step, and put the fault into a segment.
deck-fault-not-unique = In step { $step } more than one number is wrong: { $fields }.
    .help = The learner can name one mistake only. Correct all numbers but one.
deck-wrong-fault-step = The first illegal step is not { $found }, but { $is }.
    .help = Correct the number, or the trace if it does not show what you mean. Steps are counted from 1, and calls and timers count.
deck-wrong-fault-kind = What is wrong here is not `{ $found }`, but `{ $is }`.
    .help = Correct the word, or the trace if it does not show what you mean. The machine has the last word.
deck-next-not-unique = More than one segment is due after this trace: { $list }.
    .help = Let the trace go on until one is left, or write `any: true` if every legal segment shall be right.
deck-next-nothing-due = Nothing is due after this trace.
    .help = Write the call that makes a segment due, such as `client: close`; or write `any: true` and an `answer`.
deck-next-no-segment = `{ $line }` is not a segment that an end sends and that arrives.
    .help = Write one line such as "server > ACK seq=v ack=u+1", without a remark in brackets.
deck-next-not-due = `{ $line }` would be legal, but nothing calls for it.
    .help = { $list ->
        [none] Nothing is due after this trace. Write the call that makes it due, or `any: true`.
       *[other] Due is { $list }. Correct the answer or the trace; `any: true` takes every legal segment.
    }

deck-nothing-to-draw = From this start the machine has nothing of this kind to ask.
    .help = Choose another kind or another start.

deck-no-such-property = The machine has no property called `{ $found }`.
    .help = The machine’s file lists what must never happen under `properties`.
deck-what-if-empty = A WhatIf question names nothing that may happen.
    .help = Write one or more properties of the machine, as in `never: ["ghost"]`.
deck-what-if-answer = `{ $found }` is not among what the question asks about.
    .help = `answer` lists those of `never` that can happen.
deck-what-if-too-wide = The explorer gives up after { $states } situations, so this question has no answer.
    .help = Allow fewer losses and duplicates, or do not let segments be reordered.
deck-wrong-what-if = The explorer contradicts the answer.
    .help = { $is ->
        [none] None of it happens.
       *[other] What can happen is: { $is }.
    } Correct the answer, or leave it out: the explorer finds it.

deck-longest-too-often = In { $count } of { $total } questions the longest option { $language ->
        [zh] in Chinese
       *[en] in English
    } is right; chance would give { $expected }.
    .help = Shorten right options or lengthen wrong ones, until the length says nothing.
deck-one-sided = All { $count } TrueFalse questions of this deck have the same answer: { $answer }.
    .help = Turn some of the statements round; otherwise the next one is answered unread.
deck-always-the-same = { $kind ->
        [what-if] In all { $count } WhatIf questions of this deck the same number of things can happen.
        [next] All { $count } Next questions of this deck have the same segment as their answer.
       *[states] All { $count } States questions of this deck have the same states as their answer.
    }
    .help = Ask of other traces or changes too, so that the answer must be found each time.
deck-fault-place = In all { $count } Fault questions of this deck the fault is { $at ->
        [last] the last segment.
       *[other] segment number { $at }.
    }
    .help = Let some traces go on behind the fault, or put it elsewhere; what comes behind it is not judged.
deck-order-tells = { $how ->
        [numbers] Numbers in front of the items give the order away.
        [words] This beginning tells the item’s place.
       *[alphabet] The right order is that of the alphabet.
    }
    .help = { $how ->
        [alphabet] Word an item differently, so that the alphabet does not give the order.
       *[other] Leave out what counts the steps.
    }
deck-match-tells = In { $count ->
        [one] one pair
       *[other] { $count } pairs
    } of this Match one side contains the other, so that they are matched by the eye.
    .help = Describe the right side without the word that stands on the left.
deck-same-option = This says the same as an earlier one: “{ $other }”.
    .help = Make the difference one of meaning; case, punctuation, marks and order do not count.
deck-same-question = The question `{ $id }` is asked already: { $other }.
    .help = Ask something else, or remove one of the two.
deck-unknown-claim = There is no claim for the tag `{ $found }`.
    .help = Behind fact- stands the id of a claim in claims.ron.

# The list of claims.

claims-duplicate-id = The id `{ $id }` is already taken by the claim in line { $line }.
    .help = Give this claim an id of its own; questions are tied to it by the tag fact- and the id.
claims-no-correction = The claim `{ $id }` is not right, but nothing says what holds instead.
    .help = Add `holds`.
claims-no-citation = The claim `{ $id }` names no section of a standard.
    .help = Add `cite`, for example ["RFC 9293 §3.5"].
claims-no-question = No question is about the claim `{ $id }`.
    .help = Give a question the tag fact-{ $id }.
