# The Lab.
lab-title = Lab
lab-about = Play with a machine: send what you like, lose it, hold it back. Every step is judged at once.
lab-machine = Machine
lab-start = Start
lab-start-own = Both ends as they begin: { $first }, { $second }
lab-setup = { $machine } · { $start }
lab-calls = User calls
lab-calls-implied = Filled in where not written
lab-calls-explicit = Each is a step
lab-empty = Nothing has happened yet. Click something under “What could come next”, or compose a step.
lab-said-legal = { $count ->
    [one] The one step is legal.
   *[other] All { $count } steps are legal.
}
lab-said-wrong = { $wrong ->
    [one] One of { $count } steps is not legal.
   *[other] { $wrong } of { $count } steps are not legal.
}
lab-wrong-step = Step { $step }
lab-wrong-more = and { $count } more
lab-row-wrong = {" "}— not legal
lab-in-spite-segment = Take it back, or go on: then it reaches the other end like a forged segment, and its sender stays as it was.
lab-in-spite-other = Take it back, or go on: then it has no effect.
lab-now = What both ends remember now
lab-after = { $step ->
    [0] What both ends remember at the start
   *[other] What both ends remember after step { $step }
}
lab-next-behind = { $step ->
    [0] before the first step: new steps go in there
   *[other] after step { $step }: new steps go in there
}
lab-to-end = To the end
lab-next = What could come next
lab-next-due = Owed
lab-next-legal = May be sent
lab-next-call = User calls
lab-next-timer = Timers that may run out
lab-next-nothing = Nothing.
lab-add = Add: { $step }
lab-network = On the network
lab-arrival = The network delivers it now.
lab-yes = yes
lab-no = no
lab-steps = Move or change steps
lab-text = The trace as text
lab-text-help = Write or paste here; it is played as soon as every line can be read.
lab-text-line = Line { $line }: { $words }
lab-too-many = Only the first { $most } steps are played.
lab-clear = Clear
lab-question = Turn it into a question
lab-question-about = The question is made of all steps. For “Build”, look at a step first to give everything up to it.
lab-question-help = Or copy it into a deck whose machine is “{ $machine }”, and give it an id of its own.
lab-question-ready = This question can be used.
lab-question-not = This is not yet a question of this kind:
lab-changed = Changed by the last step
lab-either = More than one state is possible: which calls were made is not written.
lab-question-keep = Add to my decks
lab-question-save = Save to a file…
lab-save-trace = Save as a trace…
lab-deck-title = { $title }: from the Lab, { $number }
