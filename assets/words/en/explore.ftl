# What `ackademy explore` says.
explore-what = { $machine }: { $is }
explore-violated = It happens: the shortest run has { $steps } steps ({ $states } configurations seen).
explore-holds = It never happens within these bounds: { $states } configurations, the farthest { $depth } moves away (sending and arriving count apart).
explore-gave-up = { $why ->
        [full] Nothing is known: { $states } configurations are as many as are kept.
       *[stopped] Nothing is known: the search was stopped after { $states } configurations.
    } No run of up to { $depth } moves shows it.
explore-progress = { $states } configurations, { $depth } moves
explore-bound-calls = Calls, at any moment: { $calls }
explore-bound-network = Network: { $losses } lost, { $duplicates } doubled, { $reorder ->
        [yes] overtaking
       *[no] no overtaking
    }, at most { $in-flight } in flight, each for less than { $lifetime } ticks
explore-bound-ends = Ends: at most { $connections } connections each; what is owed is sent { $lazy ->
        [yes] now or later
       *[no] at once
    }; { $same ->
        [none] each connection begins with new numbers
       *[other] those of { $same } all begin with the same numbers
    }
explore-bound-timers = Timers in ticks: { $timers }
explore-cut = Beyond the bounds and not looked at: { $crowded } segments that found the network full, { $connections } further connections, { $deep } configurations at the greatest depth
explore-no-such-property = The machine “{ $machine }” has no property “{ $id }”; it has { $known }.
    .help = Properties stand in the machine's file under properties.
explore-bad-ticks = “{ $found }” is no length of a timer; there are { $known }.
    .help = Write the timer and its ticks, for example: --ticks retransmission=3

# The explorer's screen.
explorer-title = Break a rule and watch
explorer-about = The explorer tries every run of both ends and the network within its bounds, the shortest first.
explorer-machine = The machine
explorer-never = What must never happen
explorer-network = What the network may do
explorer-losses = Losses
explorer-duplicates = Copies
explorer-reorder = Overtaking
explorer-start = Explore
explorer-change = Change
explorer-stop = Stop
