# Captures: connections, and how each step of one is known.
capture-fate-unanswered = Never answered
capture-fate-refused = Refused
capture-fate-opening = Not fully open when the capture ended
capture-fate-open = Still open when the capture ended
capture-fate-half-closed = Closed by the { $role } only when the capture ended
capture-fate-closing = Closed by both ends; a last acknowledgment is not in the capture
capture-fate-closed = Closed in order
capture-fate-reset = Reset by the { $role }
capture-begun-before = { $fate }; begun before the capture

capture-by-syn = The client is the end that sent the first SYN.
capture-by-syn-ack = The client is the end that received a SYN,ACK; its own SYN is not in the capture.
capture-by-port = There is no SYN in the capture: the end with the higher port is taken for the client.
capture-by-first = There is no SYN in the capture, and both ports are the same: the end that spoke first is taken for the client.

capture-vantage-client = Read as captured at the client: what reached the client is a fact, what became of its own segments is inferred.
capture-vantage-server = Read as captured at the server: what reached the server is a fact, what became of its own segments is inferred.
capture-vantage-middle = Read as captured between the two ends: when a segment reached its receiver is inferred.

capture-not-captured = not in the capture, but it arrived
capture-lost-before = not in the capture: lost before, and sent again
capture-passed-by = captured, but not followed: the connection is too long
capture-arrival = when it arrives is inferred
capture-call = inferred
capture-timer = inferred
capture-stray = sent by neither end in its present state: old, forged or wrong
capture-lost = that it was lost is inferred
capture-repeated = sent again
capture-keep-alive = keep-alive probe
capture-overtaken = overtaken on its way to the capture
capture-part = part { $part } of { $of }, captured as one

capture-number = No.
capture-client = Client
capture-server = Server
capture-first = First segment (UTC)
capture-segments = Segments
capture-bytes = Bytes
capture-fate = What became of it
capture-frame = Frame
capture-seconds = Seconds
capture-note = How it is known

capture-found = { $count } connections. To follow one step by step, give its number with --case.
capture-connection = { $number }: { $client } → { $server }, { $segments ->
        [one] 1 segment
       *[other] { $segments } segments
    }, { $bytes ->
        [one] 1 byte
       *[other] { $bytes } bytes
    }. { $fate }
capture-starts = The opening is not in the capture. The steps fit these beginnings ({ $client }, { $server }): { $pairs }
capture-ending = Nothing in the capture shows whether the last segments arrived. If not, the { $role } is in { $states }.
capture-left-out = This connection is long: its first { $first } and its last { $last } segments were followed, the { $left } others only counted.
capture-copies = { $copies ->
        [one] 1 segment was captured twice and counts once.
       *[other] { $copies } segments were captured twice and count once.
    }
capture-passed = Skipped: { $unreadable } unreadable frames, { $fragments } fragments of IP packets, { $links } frames of an unknown link type.
capture-beyond = The file has more connections than are listed; { $segments } segments belong to others.
capture-progress = Read: { $percent }%

capture-no-connection = There is no TCP connection in { $name }.
    .help = It has { $frames } frames, none of them with a TCP segment that could be read. Capture again with a filter such as tcp, and keep at least 128 bytes of each packet.
capture-no-such-case = There is no connection “{ $id }”; there are { $count }.
    .help = Leave --case out to see the list.
capture-no-beginning = The opening of this connection is not in the capture, and the machine { $machine } does not say how to begin in the middle.
    .help = Capture again from before the connection is opened, or use the machine tcp.
capture-damaged = From byte { $at } on { $name } is damaged: { $what ->
        [not-a-capture] it does not begin like a pcap or pcapng file.
        [cut-off] it ends within a record, of which { $number } bytes are there.
        [bad-length] a record claims to have { $number } bytes.
        [no-interface] a packet belongs to interface { $number }, which the file does not describe.
       *[other] a record contradicts itself.
    }
    .help = Everything before that was used. If the file is still being written, look again when it is finished.
