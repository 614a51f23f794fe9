# The map: src/app/map.rs, src/ui/map.rs.
map-title = Map
map-about = Every state an end can be in, and what leads from one to the next. Select a state or an arrow to read its rules and reasons.
map-machine = Protocol
map-picture = State diagram
# Said by a screen reader.
map-state-spoken = { $state }: { $is }
map-here = {" "}The { $role } is here.
map-edge-spoken = From { $from } to { $to }: { $events }
# On the arrows.
map-arrives = gets { $what }
map-leaves = sends { $what }
map-event-arrives = { $any ->
        [yes] any { $unit }
       *[no] { $what }
    }{ $without ->
        [none] {""}
       *[other] {" "}without { $without }
    } arrives
map-event-leaves = { $any ->
        [yes] any { $unit }
       *[no] { $what }
    }{ $without ->
        [none] {""}
       *[other] {" "}without { $without }
    } is sent
map-any = any { $unit }
map-and-more = { $event } (+{ $more })
map-or = {" or "}
# Below a state's name.
map-from-many = ← from almost any state
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
map-replies = Sends
map-refuse = The call fails
map-why = Why
map-doubt = Doubt
map-cite = Source
map-everywhere = From almost any state
map-everywhere-about = These lead from most states to the same one, so they are listed here and have no arrows.
map-everywhere-to = To { $to }, from { $from }:
map-rule = { $event }, { $condition }
map-rule-to = { $rule } → { $to }
map-rule-to-said = { $rule }, leads to { $to }
map-sign-call = User call
map-sign-timer = Timer runs out
map-sign-segment = In bold: what arrives (“gets”) or is sent. Where any segment will do, a condition stands instead.
# Its buttons.
map-fit = Fit
map-fit-hint = Show the whole picture
map-larger = Larger
map-smaller = Smaller
map-rule-id = Rule { $id }
map-hint = Drag to move the picture; Ctrl and the wheel zoom.
# What a variant changes.
map-changes = What this variant changes
map-change-added = Added
map-change-changed = Changed
map-change-removed = Removed
map-change-spoken = { $edge } ({ $change })
# Where both ends are.
map-lit-step = After step { $step }: { $first } in { $first-state }, { $second } in { $second-state }
map-lit-now = Now: { $first } in { $first-state }, { $second } in { $second-state }
map-back = Back to that step
map-change-sign = { $sign } on an arrow: { $change } by this variant
map-never-met-said = {" "}Not met yet.
map-strength-said = {" "}Chance that you’d recall it today: { $percent }%.
map-mastery-title = What you know of it
map-mastery = { $met } of { $all } rules met, { $weak ->
    [0] none of them weak.
    [one] one of them weak.
   *[other] { $weak } of them weak.
}
map-mastery-help = The figures on the arrows are the chance that you’d recall their rules today.
map-practise-weak = Practise the weak ones
map-way-said = From { $from } to { $to }
map-rule-named = { $way }: { $on }
