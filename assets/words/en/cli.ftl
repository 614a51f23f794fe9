# What the commands say. Their --help is clap's and English.
cli-cannot-print = The output can’t be written: { $detail }
cli-bad-name = “{ $name }” can’t be the id of a deck.
    .help = An id has lower-case letters, digits and single hyphens between them: open-and-close. It never changes, because what a learner has done is kept under it; the title may be anything. (terms is taken.)

check-summary = { $decks ->
        [one] 1 deck
       *[other] { $decks } decks
    }, { $questions ->
        [one] 1 question
       *[other] { $questions } questions
    }, { $machines ->
        [one] 1 machine
       *[other] { $machines } machines
    }{ $exams ->
        [0] {""}
        [one] , 1 exam
       *[other] , { $exams } exams
    }: { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }
check-no-such-path = There is nothing at { $path }.
    .help = Give a file or a folder with decks or machines, or nothing to check the built-in ones.
check-nothing-found = There is no content in { $path }.
    .help = Decks and machines are files that end in .ron; hidden ones are skipped.

trace-step = Step
trace-start = (before)
trace-legal = Every step is legal.
trace-refused = Step { $step }: the call fails, which is legal. { $reason }
trace-count = { $all } traces: { $legal } legal, { $illegal } not{ $unread ->
        [0] .
       *[other] , { $unread } could not be read.
    }
trace-empty = There are no steps in it.
    .help = One step a line, for example: client > SYN seq=x
trace-json = This is not a trace in JSON: { $detail }
    .help = A file holds one case with its steps, a list of cases, or lists named cases, mutations and legal_traps. Steps have t and ev.
trace-too-large = { $name } is too large.
    .help = A trace may have at most 16 MiB. Split the file, or leave out what does not belong to the connection.
trace-no-such-case = There is no case “{ $id }” among the { $count } of this file.
    .help = Leave --case out to run all of them.
trace-no-such-machine = There is no machine “{ $id }”; there are { $known }.
    .help = Your own machines come from the folder machines in a --content folder; --machine takes a file too. A machine with errors is left out: look at it with ackademy check.
trace-unknown-name = { unknown-name }
trace-unknown-name-in-case = Case { $case }, step { $step }: { unknown-name }

new-deck-written = Written: { $path }
    It is a complete deck with one question of each kind. Change what you like, then:

    ackademy check { $path }
        shows everything that is wrong with it;
    ackademy --content { $folder }
        opens the app with it. The app notices when you save.
new-already-there = { $path } already exists, and nothing was changed.
    .help = Choose another name, or another folder with --to.
new-cannot-write = { $path } can’t be written: { $detail }
    .help = Check that the folder exists and that you may write there, or choose another with --to.

cli-no-display = Ackademy could not open its window ({ $reason }). Without one you can use: ackademy check, ackademy trace FILE, ackademy new deck NAME (ackademy --help tells more).
cli-no-gui = This Ackademy was built without its window. You can use: ackademy check, ackademy trace FILE, ackademy new deck NAME (ackademy --help tells more).
cli-no-display-named = neither DISPLAY nor WAYLAND_DISPLAY is set
trace-capture-here = This is a capture; what is needed here is a trace as text or JSON.
    .help = Look at the capture with ackademy trace.

data-none = There is no learning data at { $path }.
    .help = Study first, or say where your data is with --data FOLDER.
doctor-file = { $path }
doctor-sound = The database is sound: { $count ->
        [one] 1 fact.
       *[other] { $count } facts.
    }
doctor-damaged = The database is damaged:
doctor-unread = { $count ->
        [one] 1 fact can’t be read by this version. It is kept.
       *[other] { $count } facts can’t be read by this version. They are kept.
    }
doctor-strange = { $count ->
        [one] 1 row was not written by Ackademy: its columns don’t agree.
       *[other] { $count } rows were not written by Ackademy: their columns don’t agree.
    }
doctor-backups = Backups: { $count }, the latest of { $date } with { $facts } facts.
doctor-no-backup = There is no backup yet. One is made each day on which you study.
doctor-nothing-kept = There is no cache for a quick start.
doctor-kept-useless = The cache for a quick start is out of date. The next start makes it again.
doctor-kept-right = The cache for a quick start agrees with the facts: { $count ->
        [one] 1 schedule.
       *[other] { $count } schedules.
    }
doctor-kept-wrong = The cache for a quick start did not agree with the facts and was removed. The next start makes it again.
sync-done = Written: { $written }, taken: { $taken }.
