# What the checker says. Terms of the field stay as they are: flags, states, seq, ack.
headline-sent = Step { $step }: the { $role }, in { $state }, may not send { $segment }.
headline-timer = Step { $step }: in { $state } the { $role } has no such timer running.
headline-claim = Step { $step }: the { $role } is { $state } here, not { $claimed }.
headline-other = Step { $step } can’t happen here.
headline-incomplete = Everything so far is legal, but the goal is not reached.
headline-superfluous = Legal, but more than was asked for.

fault-number = { $field } must be { $wanted }; you wrote { $found }.
fault-number-missing = { $field } must be { $wanted }; you left it out.
fault-flags = The flags must be { $wanted }; you wrote { $found }.
fault-condition = This condition does not hold: { $condition }.
fault-wrong-sender = It is not the { $role }’s turn: this segment is for the { $peer } to send.
fault-missing-step = One step is missing before it, at the { $role }: { $call }.
fault-other = { $kind ->
    [wrong-order] Nothing like it can be sent at this point.
    [wrong-timer] A timer runs out only where something is waited for.
   *[other] It does not fit here.
}
no-flags = none
or = {" or "}
call-counted = { $call }: { $count } { $unit }
cite-step = { $section } ({ $step })
list-names = {", "}
legal-line = { $segment } from the { $role }
legal-nothing = Nothing can be sent here.
owed-line = Still to come from the { $role }: { $segment }. { $why }
goal-line = The { $role } is { $state }; it should be { $goal }.
superfluous-line = The goal was reached before step { $steps }.

unknown-name = { $what ->
    [role] There is no end called “{ $found }”; known are { $known }.
    [flag] There is no flag called “{ $found }”; known are { $known }.
    [field] There is no field called “{ $found }”; known are { $known }.
    [call] There is no call “{ $found }”; known are { $known }.
    [timer] There is no timer “{ $found }”; known are { $known }.
    [state] There is no state “{ $found }”; known are { $known }.
    [label] No earlier segment is called “{ $found }”.
   *[start] There is no start called “{ $found }”; known are { $known }.
}
trace-error = { $what ->
    [no-step] This is not a step. Write for example: client > SYN seq=x
    [empty-segment] A segment needs at least one flag or field.
    [bad-term] A field takes a number or a symbol: seq=1000, ack=x+1.
    [bad-fate] What the network does goes in brackets: (lost), (twice), (late as a), (as a).
    [late-without-name] A segment that is held back needs a name, so that it can arrive later: (late as a), and further down: a arrives
    [twice-field] This field is written twice.
   *[bad-header] calls: takes explicit or implied.
}
legal-here = Legal here: { $list }
list-gap = {"; "}
because = Why: { $why }
