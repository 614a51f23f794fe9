# The map: src/app/map.rs, src/ui/map.rs.
map-title = The map
map-about = Every state an end can be in, and what leads from one to the next. Select a state or an arrow to read its rules and reasons.
map-machine = Protocol
map-picture = State diagram
# Said by a screen reader.
map-state-spoken = { $state }: { $is }
map-here = {" "}The { $role } is here.
map-edge-spoken = From { $from } to { $to }: { $events }
# On the arrows.
map-arrives = { $what }
map-leaves = sends { $what }
map-any = any { $unit }
map-and-more = { $event } (+{ $more })
map-or = {" or "}
# Below a state's name.
map-from-many = ← from nearly anywhere
# Beside the picture.
map-way = { $from } → { $to }
map-leads = { $events } → { $state }
map-leads-said = { $events }, leads to { $state }
map-comes = { $state }: { $events }
map-below-state = { $state }: { $count } { $count ->
        [1] way
       *[other] ways
    } out
map-below-rules = { $title }: { $count } { $count ->
        [1] rule
       *[other] rules
    }
map-clear = Back to the overview
map-also = Also called { $names }
map-out = Where it leads
map-into = How to get here
map-fires = Rules that apply here
map-fires-calls = When the user calls
map-fires-arrives = When a { $unit } arrives
map-fires-leaves = When a { $unit } leaves
map-fires-timers = When a timer runs out
map-when = Condition
map-replies = Replies
map-refuse = The call fails
map-why = Why
map-doubt = Doubt
map-cite = Source
map-everywhere = From nearly anywhere
map-everywhere-about = These lead to the same state from most others, so they are listed here and have no arrows.
map-everywhere-to = To { $to }, from { $from }:
map-rule = { $event }, { $condition }
map-rule-to = { $rule } → { $to }
map-rule-to-said = { $rule }, leads to { $to }
map-sign-call = a call of the user
map-sign-timer = a timer runs out
map-sign-segment = In bold: what arrives, or is sent. A condition stands where anything may arrive.
# Its buttons.
map-fit = Fit
map-fit-hint = Show the whole picture
map-larger = Larger
map-smaller = Smaller
map-hint = Drag to move it; Ctrl and the wheel make it larger or smaller.
# What a variant changes.
map-changes = What this variant changes
map-change-added = added
map-change-changed = changed
map-change-removed = removed
map-change-spoken = { $edge } ({ $change })
# Where both ends are.
map-lit-step = After step { $step }: { $first } in { $first-state }, { $second } in { $second-state }
map-lit-now = Now: { $first } in { $first-state }, { $second } in { $second-state }
map-back = Back to that step
map-change-sign = { $sign } on an arrow: { $change } by this variant
map-never-met-said = {" "}Not met yet.
map-strength-said = {" "}You would know it today with a chance of { $percent } %.
map-mastery-title = What you know of it
map-mastery = { $met } of { $all } rules met, { $weak ->
    [0] none of them weak.
    [one] one of them weak.
   *[other] { $weak } of them weak.
}
map-mastery-help = The figures on the arrows are the chance that you know their rules today.
map-practise-weak = Practise the weak ones
