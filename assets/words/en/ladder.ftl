# Keys of src/ui/ladder and src/app/ladder_of.
ladder-again = sent again, first in step { $step }
ladder-yes = yes
ladder-no = no
ladder-name = Sequence diagram, { $count } { $count ->
        [one] step
       *[other] steps
    }
ladder-keys = ↑ ↓ select a row, Enter shows the reason
ladder-keys-stepping = ↑ ↓ select a row, ← → go step by step, Enter shows the reason
ladder-first = To the start
ladder-previous = Step back
ladder-play = Play
ladder-pause = Pause
ladder-next = Next step
ladder-last = To the end
ladder-slider = Step shown
ladder-position = Step { $step } of { $count }
ladder-smaller = Smaller
ladder-larger = Larger
ladder-zoom = { $percent }%
ladder-zoom-help = Back to 100%. Ctrl and the mouse wheel zoom too.
ladder-symbols = Symbols
ladder-numbers = Numbers
ladder-spelling = Sequence numbers: { $how }
ladder-look = View
ladder-export = Export
ladder-copy-text = Copy as text
ladder-copy-mermaid = Copy as Mermaid
ladder-copy-svg = Copy as SVG
ladder-copy-picture = Copy as picture
ladder-state = { $role }: { $state }
ladder-why-title = Why? Step { $step }
ladder-no-rule = No rule applies here: nothing changes at either end.
ladder-end-only = There is no reason to give: the step is not legal, or not judged.
ladder-memory = What both ends remember
ladder-variable = Variable
ladder-state-row = State
ladder-close = Close
ladder-on-map = Show both ends on the map
