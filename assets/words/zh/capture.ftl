# 抓包文件：连接，以及每一步是怎样得知的。
capture-fate-unanswered = 始终没有回应
capture-fate-refused = 被拒绝
capture-fate-opening = 抓包结束时连接尚未建立
capture-fate-open = 抓包结束时连接仍未关闭
capture-fate-half-closed = 抓包结束时只有{ $role }已关闭
capture-fate-closing = 双方都已关闭，最后的确认不在抓包中
capture-fate-closed = 正常关闭
capture-fate-reset = 被{ $role }复位
capture-begun-before = { $fate }；抓包之前已经开始

capture-by-syn = 发送第一个 SYN 的一端是客户端。
capture-by-syn-ack = 收到 SYN+ACK 的一端是客户端，它自己的 SYN 不在抓包中。
capture-by-port = 抓包中没有 SYN，把端口号较大的一端当作客户端。
capture-by-first = 抓包中没有 SYN，两端的端口号又相同，把先发送的一端当作客户端。

capture-vantage-client = 按抓取点在客户端解读：到达客户端的报文段是事实，客户端发出的报文段结果如何是推断。
capture-vantage-server = 按抓取点在服务端解读：到达服务端的报文段是事实，服务端发出的报文段结果如何是推断。
capture-vantage-middle = 按抓取点在两端之间解读：报文段何时到达接收方是推断。

capture-not-captured = 不在抓包中，但已送达
capture-lost-before = 不在抓包中：先前丢失，后来重传
capture-passed-by = 已抓取，但连接太长，这一段没有跟踪
capture-arrival = 到达的时刻是推断
capture-call = 推断
capture-timer = 推断
capture-stray = 按两端的状态都不该发出：旧的、伪造的或错误的
capture-lost = 丢失是推断
capture-repeated = 重传
capture-keep-alive = 保活探测
capture-overtaken = 到达抓包点之前被后来的超过
capture-part = 合并抓取的 { $of } 段中的第 { $part } 段

capture-number = 编号
capture-client = 客户端
capture-server = 服务端
capture-first = 首个报文段（UTC）
capture-segments = 报文段
capture-bytes = 字节
capture-fate = 结果
capture-frame = 帧
capture-seconds = 秒
capture-note = 依据

capture-found = 共 { $count } 条连接。要逐步查看其中一条，请用 --case 给出编号。
capture-connection = { $number }：{ $client } → { $server }，{ $segments } 个报文段，{ $bytes } 字节。{ $fate }
capture-starts = 建立过程不在抓包中。与各步相符的起始状态（{ $client }，{ $server }）：{ $pairs }
capture-ending = 从抓包看不出最后的报文段是否到达。如果没有到达，{ $role }处于 { $states }。
capture-left-out = 这条连接很长：只跟踪了开头 { $first } 个和末尾 { $last } 个报文段，其余 { $left } 个只作了统计。
capture-copies = 有 { $copies } 个报文段被抓取了两次，各算一次。
capture-passed = 略过：{ $unreadable } 个无法读取的帧，{ $fragments } 个 IP 分片，{ $links } 个链路类型未知的帧。
capture-beyond = 文件中的连接没有全部列出，另有 { $segments } 个报文段属于其他连接。
capture-progress = 已读取：{ $percent }%

capture-no-connection = { $name } 中没有 TCP 连接。
    .help = 文件有 { $frames } 个帧，其中没有可以读取的 TCP 报文段。请用 tcp 之类的过滤条件重新抓取，每个包至少保留 128 字节。
capture-no-such-case = 没有连接“{ $id }”；共有 { $count } 条。
    .help = 不写 --case 就会列出全部连接。
capture-no-beginning = 这条连接的建立过程不在抓包中，而状态机 { $machine } 没有说明怎样从中途开始。
    .help = 请在连接建立之前开始抓取，或使用状态机 tcp。
capture-damaged = { $name } 从第 { $at } 字节起已损坏：{ $what ->
        [not-a-capture] 开头不是 pcap 或 pcapng 文件的样子。
        [cut-off] 文件在一条记录中间结束，这条记录只有 { $number } 字节。
        [bad-length] 有一条记录自称有 { $number } 字节。
        [no-interface] 有一个包属于接口 { $number }，而文件没有描述这个接口。
       *[other] 有一条记录自相矛盾。
    }
    .help = 此前的内容都已使用。如果文件还在写入，请等写完再看。
