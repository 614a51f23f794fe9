# src/ui/ladder 与 src/ui/composer 的文字。
ladder-remove = 删除：{ $row }
composer-segment = 报文段
composer-other = 调用、定时器、滞留报文段
composer-line = 文本输入
composer-from = 发送方
composer-sender = 由{ $end }发送
composer-flags = 标志位
composer-field = 字段 { $field }
composer-needs = 要先选 { $flag } 标志位。
composer-no-value = 不是数值
composer-network = 网络
composer-delivered = 送达
composer-lost = 丢失
composer-twice = 送达两次
composer-late = 滞留
composer-arrives = { $name } 到达：{ $segment }
composer-at = { $end }：{ $what }
composer-add = 添加这一步
composer-add-key = Enter
composer-undo = 撤销
composer-undo-key = Ctrl+Z
composer-redo = 重做
composer-redo-key = Ctrl+Y
composer-keys = 带下划线的字母选标志位，← → 选发送方，↑ ↓ 选网络如何处理，= 跳到字段，Enter 添加这一步。
composer-line-caption = 用文本写一步
composer-line-example = server > SYN ACK seq=y ack=x+1
composer-error-no-step = “{ $part }”不是一个步骤。请写成“client > SYN seq=x”、“client: close”或“server: timeout retransmission”。
composer-error-empty-segment = 报文段既没有标志位，也没有字段。
composer-error-bad-term = “{ $part }”应当是数或符号，例如 1000、x 或 x+1。
composer-error-bad-fate = 无法识别“{ $part }”。可用的有 (lost)、(twice)、(late as a) 和 (as a)。
composer-error-late-without-name = 滞留的报文段要有名称：(late as a)。
composer-error-twice-field = 字段“{ $part }”写了两次。
composer-error-bad-header = “calls:”只能是“explicit”或“implied”。
steps-title = 调整我的步骤
steps-keys = 按住步骤的文字拖动：可以换位置，也可以放到网络的某种处理上。快捷键：Alt+↑ ↓ 移动，Alt+← → 改变网络的处理，Delete 删除。
steps-move = 第 { $number } 步，可移动：{ $what }
steps-fate = { $row } 在网络中：{ $fate }
hint-next = 下一步可以做什么？
hint-next-cost = 这是提示：看过之后，答对也只算“勉强答出”。
hint-next-step = 可选的下一步：{ $step }
hint-next-nothing = 不需要再添加什么了。
hint-next-wrong = 请先改正你的第 { $step } 步：它现在不合法。
