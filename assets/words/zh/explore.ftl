# ackademy explore 的说法。
explore-what = { $machine }：{ $is }
explore-violated = 会发生：最短的过程有 { $steps } 步（共查看了 { $states } 种局面）。
explore-holds = 在以下范围内不会发生：共 { $states } 种局面，最远的经过 { $depth } 次动作（发送与到达分开计）。
explore-gave-up = { $why ->
        [full] 没有结论：局面已有 { $states } 种，达到可保存的上限。
       *[stopped] 没有结论：查看了 { $states } 种局面之后，搜索中止。
    }{ $depth } 次动作以内没有出现过。
explore-progress = { $states } 种局面，{ $depth } 次动作
explore-bound-calls = 用户调用（时机不限）：{ $calls }
explore-bound-network = 网络：最多丢失 { $losses } 个、重复 { $duplicates } 个，{ $reorder ->
        [yes] 可以乱序
       *[no] 不会乱序
    }；途中最多 { $in-flight } 个报文段，每个存活不到 { $lifetime } 个时间单位
explore-bound-ends = 两端：每端最多 { $connections } 条连接；该发的报文段{ $lazy ->
        [yes] 可以晚些再发
       *[no] 立即发出
    }；{ $same ->
        [none] 每条连接都换新的初始序号
       *[other] { $same } 的每条连接都用同样的初始序号
    }
explore-bound-timers = 定时器（时间单位）：{ $timers }
explore-cut = 超出范围而没有查看的：网络已满时的 { $crowded } 个报文段、多出来的 { $connections } 条连接、最大深度处的 { $deep } 种局面
explore-no-such-property = 状态机“{ $machine }”没有名为“{ $id }”的性质；现有的是 { $known }。
    .help = 性质写在状态机文件的 properties 里。
explore-bad-ticks = “{ $found }”不是定时器的时长；定时器有 { $known }。
    .help = 请写定时器和它的时长，例如：--ticks retransmission=3

# 探索器界面。
explorer-title = 探索器：改掉一条规则，看看会怎样
explorer-about = 探索器在给定范围内，从最短的开始，试遍两端和网络的所有过程。
explorer-machine = 状态机
explorer-never = 绝不该发生的事
explorer-network = 网络状况
explorer-losses = 丢失
explorer-duplicates = 重复
explorer-reorder = 乱序
explorer-start = 开始探索
explorer-change = 更改
explorer-stop = 停止
