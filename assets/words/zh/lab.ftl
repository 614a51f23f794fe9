# 实验台。
lab-title = 实验台
lab-about = 随意操作一台状态机：想发什么就发什么，可以让它丢失，也可以让它滞留。每一步都会立即判断。
lab-machine = 状态机
lab-start = 起点
lab-start-own = 双方的初始状态：{ $first }，{ $second }
lab-setup = { $machine } · { $start }
lab-calls = 用户调用
lab-calls-implied = 自动补全
lab-calls-explicit = 逐步写明
lab-empty = 还没有任何步骤。可以点选“可选的下一步”中的一项，也可以自己写一步。
lab-said-legal = { $count ->
    [1] 这一步合法。
   *[other] { $count } 步全部合法。
}
lab-said-wrong = { $wrong ->
    [1] { $count } 步中有一步不合法。
   *[other] { $count } 步中有 { $wrong } 步不合法。
}
lab-wrong-step = 第 { $step } 步
lab-wrong-more = 还有 { $count } 步
lab-row-wrong = ；不合法
lab-in-spite-segment = 可以撤销，也可以继续。继续的话，它会像伪造的报文段一样到达对端，发送方的状态则不变。
lab-in-spite-other = 可以撤销，也可以继续。继续的话，它不起任何作用。
lab-now = 双方此时的状态与变量
lab-after = { $step ->
    [0] 开始时双方的状态与变量
   *[other] 第 { $step } 步之后双方的状态与变量
}
lab-next-behind = { $step ->
    [0] 第一步之前：新的步骤会插在那里
   *[other] 第 { $step } 步之后：新的步骤会插在那里
}
lab-to-end = 回到末尾
lab-next = 可选的下一步
lab-next-due = 应当发送
lab-next-legal = 可以发送
lab-next-call = 用户调用
lab-next-timer = 定时器超时
lab-next-nothing = 什么也没有。
lab-add = 添加：{ $step }
lab-network = 在网络中
lab-arrival = 网络此时把它送达。
lab-yes = 是
lab-no = 否
lab-steps = 调整步骤
lab-text = 文本形式的轨迹
lab-text-help = 可以在这里改写或粘贴；只要每一行都能读懂，就会立即执行。
lab-text-line = 第 { $line } 行：{ $words }
lab-too-many = 只执行前 { $most } 步。
lab-clear = 清空
lab-question = 做成题目
lab-question-about = 题目由全部步骤构成。做搭建题时，先点选某一步，这一步和之前的各步就成为已知条件。
lab-question-help = 也可以把它复制到状态机为“{ $machine }”的题库里，并另取标识（id）。
lab-question-ready = 这道题可以使用。
lab-question-not = 还不能做成这种题：
lab-changed = 上一步改变了它
lab-either = 可能的状态不止一种：用户做了哪些调用，没有写明。
lab-question-keep = 加入我的题库
lab-question-save = 保存到文件…
lab-save-trace = 保存为轨迹…
lab-deck-title = { $title }：实验台题目 { $number }
