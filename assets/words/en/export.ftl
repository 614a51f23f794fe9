# What the exports of traces and machines say: src/app/export, src/machine/export, src/cli/export.rs, src/cli/machine.rs.
export-title = { $id }: { $machine }
export-network = Network
export-lost = {" "}(lost)
export-twice = {" "}(arrives twice)
export-held = {" "}(held back)
export-again = {" "}(a second copy)
export-unjudged = What follows is not judged.
export-sent-in = {" "}(sent in step { $step })
export-late = sends { $segment }; it is held back and arrives in step { $step }
export-late-open = sends { $segment }; it is held back and has not arrived when the trace ends

# Above and beside the events of a packetdrill script.
export-script = A packetdrill script made by Ackademy. The kernel under test is the { $role }.
    A trace has an order and no times: outbound packets may come within half a second.
export-script-middle = The trace begins in { $state }. packetdrill has no way to begin there: open the connection first.
export-script-refused = The call fails: { $call }. { $reason }
export-script-waits = As soon as the connection is open: { $call }.
export-script-cannot = packetdrill can’t say this: { $what }
export-script-nothing = Nothing happens at this end that packetdrill could do or see.
export-script-lost-out = This packet gets lost: the other end does not answer it.
export-script-twice-out = The network delivers this packet twice.
export-script-late-out = This packet is held back: the other end does not have it yet.
export-script-lost-in = Lost on the way here: { $segment }
export-script-late-in = On its way, arrives later: { $segment }
export-script-arrives-there = Arrives at the { $role } now: { $segment }

# Tables of a machine.
export-made-from = { $id } is a variant of { $base }.
export-begins = The { $role } begins in { $state }.
export-states = States
export-state = State
export-meaning = Meaning
export-aliases = Also called
export-groups = Groups of states
export-group = Group
export-definitions = Definitions
export-definition = Name
export-stands-for = Stands for
export-rules = Rules
export-number = No.
export-rule = Rule
export-from = In
export-on = Event
export-when = If
export-set = Sets
export-reply = Sends
export-to = Goes to
export-cite = Source
export-why = Why
export-due = What is due
export-segment = To be sent
export-must = Must be
export-yes = yes
export-no = no
export-faults = Known mistakes
export-never = What must never happen
export-property = Property
export-kind = Kind
export-sent = Sent
export-comma = {", "}
export-any-state = any state
export-all-but = all but { $states }
export-any-segment = any { $unit }
export-event = { $kind ->
    [call] { $what } called
    [arrives] { $what } arrives
    [leaves] { $what } leaves
   *[timer] { $what } timer runs out
}
export-event-any = { $kind ->
    [arrives] any { $unit } arrives
   *[leaves] any { $unit } leaves
}
export-if = {" "}if { $condition }
export-replies = ; sends { $segment }
export-pick = { $variable } becomes { $field } of the next { $pattern } sent
export-refuse = the call fails: { $words }
export-hold = kept, and tried again from { $rule } on
export-continue = then the rules that follow
export-jump = then the rules from { $rule } on
export-doubt = Doubt: { $doubt }

# The commands.
export-many-cases = { $file } holds { $count } cases, and this form shows one.
    .help = Choose one with --case. The first ones are: { $known }
export-no-packetdrill = packetdrill speaks of TCP only, and the machine { $machine } is not TCP as it knows it: { $word }.
    .help = Every machine can be exported with --as mermaid, svg, text and json.
export-no-end = The machine { $machine } has no end called “{ $end }”; it has { $known }.
    .help = --end names the end whose kernel is tested.
export-cannot-write = { $path } can’t be written: { $detail }
    .help = Check that the folder exists and that you may write there.

export-no-picture = The picture could not be made: { $detail }
    .help = Export it as svg instead.
