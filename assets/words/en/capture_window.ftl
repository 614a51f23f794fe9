# Captures in the window.
capture-window-title = Open a capture
capture-window-about = A capture is a file of recorded packets (pcap or pcapng), as tcpdump and Wireshark write them. It never leaves this computer.
capture-window-choose = Choose a file…
capture-window-drop = Or drop the file onto this window, or type its path:
capture-window-path = Path of the capture
capture-window-read = Open
capture-window-unchosen = No file was chosen. If no dialog has opened, your system has none to offer: drop the file here or type its path.
capture-window-cancel = Cancel
capture-window-other = Open another file
capture-window-list = All connections
capture-window-reading = Reading { $name }: { $bytes } of { $total } MiB
capture-window-telling = Working out what happened: { $name }, { $bytes } of { $total } MiB read again
capture-window-working = Working out what happened…
capture-window-failed = { $name } can’t be read.
    .help = Check that the path is right and that you may read the file.
capture-window-changed = The file has changed since it was read.
    .help = Open it again.
capture-window-count = { $count ->
    [one] One connection
   *[other] { $count } connections
}
capture-window-day = { $count }, all of { $day } (UTC)
capture-window-found = { $found } of { $count } connections
capture-window-more = { $count } more are not listed: narrow the filter.
capture-window-filter = Filter
capture-window-filter-hint = address, port, #number, reset…
capture-window-none-found = No connections match. Clear the filter.
capture-window-keys = ↑ ↓ select, Enter opens
capture-window-facts = { $segments ->
        [one] 1 segment
       *[other] { $segments } segments
    }{ $timed ->
        [yes] {" "}in { $span } s · begins { $begun } UTC
       *[no] {""}
    }
capture-window-spoken = Connection { $number }: { $client } to { $server }, { $facts }. { $fate }

capture-window-vantage = Captured at
capture-window-auto = Detect
capture-window-client = Client
capture-window-server = Server
capture-window-middle = In between
capture-window-before = Before the first step
capture-window-above = { $count ->
    [one] One earlier step
   *[other] { $count } earlier steps
}
capture-window-below = { $count ->
    [one] One later step
   *[other] { $count } later steps
}
capture-window-all = Details
capture-window-legend-all = Seen in the capture
capture-window-legend-sent = Certainly sent; what became of it is inferred
capture-window-legend-nothing = Not in the capture, inferred
capture-window-note = {" "}— { $note }
capture-window-frame = Frame { $frame }{ $timed ->
        [yes] , { $seconds } s after the first segment.
       *[no] .
    }
capture-window-no-frame = No frame shows this; without it the rest would make no sense.
capture-window-seen = It was captured where it arrived.
capture-window-shown = That it arrived is shown by what its receiver sent later.
capture-window-assumed = That it arrived is assumed: nothing suggests otherwise.
capture-window-lost = It did not arrive: it was sent again, or its receiver went on without it.
capture-window-begin = Press → to see what happens, step by step.
capture-window-legal = ✓ This step is legal.
capture-window-unjudged = An earlier step is illegal: what comes after it is not judged.
capture-window-about-it = About this connection
