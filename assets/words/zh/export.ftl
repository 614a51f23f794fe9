# 轨迹与状态机的导出：src/app/export、src/machine/export、src/cli/export.rs、src/cli/machine.rs。
export-title = { $id }：{ $machine }
export-network = 网络
export-lost = （丢失）
export-twice = （到达两次）
export-held = （滞留）
export-again = （第二份）
export-unjudged = 其后的步骤不再判断。
export-sent-in = （第 { $step } 步发出）
export-late = 发出 { $segment }，滞留途中，第 { $step } 步才到达
export-late-open = 发出 { $segment }，滞留途中，到轨迹结束也没有到达

# packetdrill 脚本中的注释。
export-script = 由 Ackademy 生成的 packetdrill 脚本，被测内核是{ $role }。
    轨迹只有先后、没有时刻，所以发出的报文段在半秒之内到来即可。
export-script-middle = 这条轨迹从 { $state } 开始，packetdrill 无法从这里起步，请先补上建立连接的步骤。
export-script-refused = 调用失败：{ $call }。{ $reason }
export-script-waits = 连接一打开就执行：{ $call }。
export-script-cannot = packetdrill 无法表达：{ $what }
export-script-nothing = 这一端没有发生 packetdrill 能做或能看到的事情。
export-script-lost-out = 这个报文段丢失了，对端不会回应。
export-script-twice-out = 网络把这个报文段送达两次。
export-script-late-out = 这个报文段滞留途中，对端此时还没有收到。
export-script-lost-in = 在来路上丢失：{ $segment }
export-script-late-in = 还在途中，稍后到达：{ $segment }
export-script-arrives-there = 此时到达{ $role }：{ $segment }

# 状态机的表格。
export-made-from = { $id } 是 { $base } 的变体。
export-begins = { $role }从 { $state } 开始。
export-states = 状态
export-state = 状态
export-meaning = 含义
export-aliases = 别名
export-groups = 状态分组
export-group = 分组
export-definitions = 定义
export-definition = 名称
export-stands-for = 代表
export-rules = 规则
export-number = 编号
export-rule = 规则
export-from = 所处状态
export-on = 事件
export-when = 条件
export-set = 赋值
export-reply = 发送
export-to = 转到
export-cite = 出处
export-why = 理由
export-due = 应当发送的
export-segment = 内容
export-must = 必须
export-yes = 是
export-no = 否
export-faults = 常见错误
export-never = 绝不能发生的
export-property = 性质
export-kind = 类型
export-sent = 发送了
export-comma = 、
export-any-state = 任何状态
export-all-but = 除 { $states } 以外
export-any-segment = 任何{ $unit }
export-event = { $kind ->
    [call] 调用 { $what }
    [arrives] 收到 { $what }
    [leaves] 发出 { $what }
   *[timer] 定时器 { $what } 超时
}
export-event-any = { $kind ->
    [arrives] 收到任何{ $unit }
   *[leaves] 发出任何{ $unit }
}
export-if = ，若 { $condition }
export-replies = ；发 { $segment }
export-pick = { $variable } 取下一个发出的 { $pattern } 的 { $field }
export-refuse = 调用失败：{ $words }
export-hold = 先留存，以后从 { $rule } 起再试
export-continue = 接着看后面的规则
export-jump = 接着从 { $rule } 看起
export-doubt = 存疑：{ $doubt }

# 命令。
export-many-cases = { $file } 里有 { $count } 个案例，而这种形式一次只能表示一个。
    .help = 请用 --case 选定一个。开头几个是：{ $known }
export-no-packetdrill = packetdrill 只懂 TCP，而状态机 { $machine } 与它所知的 TCP 不符：{ $word }。
    .help = 任何状态机都可以用 --as mermaid、svg、text、json 导出。
export-no-end = 状态机 { $machine } 没有叫“{ $end }”的一端；可用的有 { $known }。
    .help = --end 指明被测内核是哪一端。
export-cannot-write = 无法写入 { $path }：{ $detail }
    .help = 请确认文件夹存在，且有写入权限。

export-no-picture = 无法生成图片：{ $detail }
    .help = 请改为导出 svg。
