# Browse: src/app/browse/, src/ui/browse.rs.
action-browse = Find questions
browse-title = Questions
browse-open = Find and change questions
browse-text = Text of the question
browse-text-hint = Any words, in English or Chinese
browse-filter-deck = Deck
browse-filter-tag = Tag
browse-filter-kind = Kind
browse-filter-state = State
browse-filter-flag = Flag
browse-any-deck = All decks
browse-any-tag = All tags
browse-any-kind = All kinds
browse-any-state = Any state
browse-any-flag = Flagged or not
browse-flagged = Flagged
browse-unflagged = Not flagged
browse-clear = Clear the filters
browse-sort-name = Order
browse-sort = { $sort ->
    [due] Next date first
    [last] Last answered first
    [lapses] Most forgotten first
   *[decks] In the order of the decks
}
browse-count = { $count ->
    [one] One question of { $all }
   *[other] { $count } questions of { $all }
}
browse-nothing = No question is like this. Take a filter away.
browse-state = { $state ->
    [new] New
    [learning] Being learned
    [due] Due
    [later] Due later
    [suspended] Suspended
   *[forgotten] Often forgotten
}
browse-drawn = Drawn anew each time
browse-comma = {", "}
browse-column-question = Question
browse-column-deck = Deck
browse-column-kind = Kind
browse-column-state = State
browse-column-last = Last answer
browse-column-counts = Answered / forgotten
browse-counts = answered { $reviews ->
        [one] once
       *[other] { $reviews } times
    }, forgotten { $lapses ->
        [0] never
        [one] once
       *[other] { $lapses } times
    }
browse-often = often forgotten
browse-list = Questions: the arrows move, Space chooses, Shift extends, Ctrl+A chooses all
browse-keys = ↑ ↓ move and choose, Shift extends the choice, Ctrl+click and Space add one, Ctrl+A chooses all.
browse-chosen = { $count ->
    [one] One chosen
   *[other] { $count } chosen
}
browse-none-chosen = Choose questions to change them.
browse-choose-all = Choose all
browse-choose-none = Choose none
browse-practise = { $count ->
    [one] Practise it
   *[other] Practise these { $count }
}
browse-act = { $act ->
    [suspend] Suspend
    [resume] Take back in
    [flag] Flag
    [unflag] Remove the flag
    [due-now] Due now
    [due-tomorrow] Due tomorrow
   *[reset] Begin again
}
browse-days = Days from now
browse-days-set = Due in so many days
browse-sample = This is sample progress: nothing can be changed here.
browse-done = { $act ->
    [suspend] { $count ->
        [one] One question is left out of sessions.
       *[other] { $count } questions are left out of sessions.
    }
    [resume] { $count ->
        [one] One question is back in.
       *[other] { $count } questions are back in.
    }
    [flag] { $count ->
        [one] One question is flagged.
       *[other] { $count } questions are flagged.
    }
    [unflag] { $count ->
        [one] One flag is removed.
       *[other] { $count } flags are removed.
    }
    [due-now] { $count ->
        [one] One question is due now.
       *[other] { $count } questions are due now.
    }
    [due-tomorrow] { $count ->
        [one] One question is due tomorrow.
       *[other] { $count } questions are due tomorrow.
    }
    [due-days] { $count ->
        [one] One question is due in { $days } days.
       *[other] { $count } questions are due in { $days } days.
    }
    [reset] { $count ->
        [one] One question begins again.
       *[other] { $count } questions begin again.
    }
   *[undone] The change is taken back.
}
browse-saving = Saving { $done } of { $count } …
browse-undo = Undo
browse-detail = The question
browse-detail-none = Choose a question to see its history.
browse-detail-open = Show it
browse-detail-close = The list
browse-often-help = Forgotten { $count } times. That is seldom a matter of effort: read the explanation once more, learn first what it builds on, or suspend it for a while.
browse-history = Answers
browse-history-none = No answer yet.
browse-answer = { $percent } %, { $grade ->
        [again] not recalled
        [hard] hard
        [easy] easy
       *[good] recalled
    }{ $hinted ->
        [yes] {", with the hint"}
       *[no] {""}
    }{ $practice ->
        [yes] {", practice"}
       *[no] {""}
    }
browse-tags = Tags: { $tags }
browse-place = Where it stands
browse-edit = Open the file
browse-edit-shipped = This deck came with the program and has no file. A copy of it in your own content folder takes its place and can be changed.
browse-editor = Your editor’s command
browse-editor-hint = code --goto {"{"}file{"}"}:{"{"}line{"}"}
browse-editor-help = Without a command the system’s own program opens the file; then look for the line given above.
browse-opened = Opening { $place }
browse-not-opened = The command could not be run: { $detail }. Check its name, or leave it empty.
