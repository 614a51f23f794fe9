# What `ackademy explore` says.
explore-what = { $machine }: { $is }
explore-violated = It happens: the shortest run has { $steps } steps ({ $states } situations searched).
explore-holds = It never happens within these bounds: { $states } situations, the farthest { $depth } moves away (sending and arriving count separately).
explore-gave-up = { $why ->
        [full] No answer: { $states } situations are as many as can be kept.
       *[stopped] No answer: the search was stopped after { $states } situations.
    } No run of up to { $depth } moves shows it.
explore-progress = { $states } situations, { $depth } moves
explore-bound-calls = Calls, at any moment: { $calls }
explore-bound-network = Network: { $losses } lost, { $duplicates } duplicated, { $reorder ->
        [yes] reordering
       *[no] no reordering
    }, at most { $in-flight } in flight, each for less than { $lifetime } ticks
explore-bound-ends = Ends: at most { $connections } connections each; what is owed is sent { $lazy ->
        [yes] now or later
       *[no] at once
    }; { $same ->
        [none] each connection begins with new numbers
       *[other] those of { $same } all begin with the same numbers
    }
explore-bound-timers = Timers in ticks: { $timers }
explore-cut = Beyond the bounds and not looked at: { $crowded } segments that found the network full, { $connections } further connections, { $deep } situations at the greatest depth
explore-no-such-property = The machine “{ $machine }” has no property “{ $id }”; it has { $known }.
    .help = A machine’s file lists its properties under properties.
explore-bad-ticks = “{ $found }” does not set a timer; there are { $known }.
    .help = Write the timer and its ticks, for example: --ticks retransmission=3

# The explorer's screen.
explorer-title = Explorer: break a rule and watch
explorer-about = The explorer tries every run of the two ends and the network within its bounds, the shortest first.
explorer-machine = Machine
explorer-never = What must never happen
explorer-network = What the network may do
explorer-losses = Losses
explorer-duplicates = Duplicates
explorer-reorder = Reordering
explorer-start = Explore
explorer-change = Change
explorer-stop = Stop
