# Browse: src/app/browse/, src/ui/browse.rs.
action-browse = Find questions
browse-title = Questions
browse-open = Find and manage questions
browse-text = Text of the question
browse-text-hint = Any words, in English or Chinese
browse-filters = { $count ->
    [0] Filters
   *[other] Filters ({ $count })
}
browse-filter-deck = Deck
browse-filter-tag = Tag
browse-filter-kind = Kind
browse-filter-state = State
browse-filter-flag = Flag
browse-any-deck = All decks
browse-any-tag = All tags
browse-any-kind = All kinds
browse-any-state = All states
browse-any-flag = Flagged or not
browse-flagged = Flagged
browse-unflagged = Not flagged
browse-clear = Clear filters
browse-sort-name = Order
browse-sort = { $sort ->
    [due] Due first
    [last] Latest answer first
    [lapses] Most forgotten first
   *[decks] Deck order
}
browse-count = { $count ->
    [one] One of { $all } questions
   *[other] { $count } of { $all } questions
}
browse-nothing = No questions match. Clear a filter.
browse-state = { $state ->
    [new] New
    [learning] Learning
    [due] Due
    [later] Due later
    [suspended] Suspended
   *[forgotten] Often forgotten
}
browse-drawn = New each time
browse-comma = {", "}
browse-column-question = Question
browse-column-deck = Deck
browse-column-kind = Kind
browse-column-state = State
browse-column-last = Last answer
browse-column-counts = Seen / forgot
browse-counts = answered { $reviews ->
        [one] once
       *[other] { $reviews } times
    }, forgotten { $lapses ->
        [0] never
        [one] once
       *[other] { $lapses } times
    }
browse-often = often forgotten
browse-list = Questions: the arrows move, Space selects, Shift extends the selection, Ctrl+A selects all
browse-keys = ↑ ↓ move and select, Shift extends the selection, Ctrl+click or Space adds one, Ctrl+A selects all.
browse-chosen = { $count ->
    [one] One selected
   *[other] { $count } selected
}
browse-none-chosen = Select questions to act on them.
browse-choose-all = Select all
browse-choose-none = Clear selection
browse-practise = { $count ->
    [one] Practise it
   *[other] Practise all { $count }
}
browse-act = { $act ->
    [suspend] Suspend
    [resume] Resume
    [flag] Flag
    [unflag] Remove flag
    [due-now] Due now
    [due-tomorrow] Due tomorrow
   *[reset] Start over
}
browse-days = Days from now
browse-days-set = Due in that many days
browse-sample = This is sample progress: nothing can be changed here.
browse-done = { $act ->
    [suspend] { $count ->
        [one] One question is suspended: sessions leave it out.
       *[other] { $count } questions are suspended: sessions leave them out.
    }
    [resume] { $count ->
        [one] One question is resumed.
       *[other] { $count } questions are resumed.
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
        [one] One question starts over.
       *[other] { $count } questions start over.
    }
   *[undone] The change is undone.
}
browse-saving = Saving: { $done } of { $count }…
browse-undo = Undo
browse-detail = The question
browse-detail-none = Select a question to see its history.
browse-detail-open = View question
browse-detail-close = Back to the list
browse-often-help = Forgotten { $count } times. This is seldom a matter of effort: read the explanation once more, learn first what it builds on, or suspend it for a while.
browse-history = Answers
browse-history-none = No answers yet.
browse-answer = { $percent }%, { $grade ->
        [again] didn’t know it
        [hard] hard
        [easy] easy
       *[good] knew it
    }{ $hinted ->
        [yes] {", with the hint"}
       *[no] {""}
    }{ $practice ->
        [yes] {", practice"}
       *[no] {""}
    }
browse-tags = Tags: { $tags }
browse-place = Location
browse-edit = Open the file
browse-edit-shipped = This deck comes with the program and has no file of its own. A copy of it in your own content folder takes its place and can be edited.
browse-editor = Your editor’s command
browse-editor-hint = code --goto {"{"}file{"}"}:{"{"}line{"}"}
browse-editor-help = Leave it empty to open the file with the system’s own program; then go to the line given above.
browse-opened = Opening { $place }
browse-not-opened = The command could not be run: { $detail }. Check its name, or leave it empty.
