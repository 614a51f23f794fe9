# 检查器的说法。标志位、状态、seq、ack 等保持原文。
headline-sent = 第 { $step } 步：{ $role }处于 { $state }，不能发送 { $segment }。
headline-timer = 第 { $step } 步：{ $role }处于 { $state }，没有这样的定时器在运行。
headline-claim = 第 { $step } 步：{ $role }此时处于 { $state }，而不是 { $claimed }。
headline-other = 第 { $step } 步在这里不可能发生。
headline-incomplete = 到目前为止都合法，但还没有达成目标。
headline-superfluous = 合法，但超出了要求。

fault-number = { $field } 应为 { $wanted }，你写的是 { $found }。
fault-number-missing = { $field } 应为 { $wanted }，你没有写。
fault-flags = 标志位应为 { $wanted }，你写的是 { $found }。
fault-condition = 这个条件不成立：{ $condition }。
fault-wrong-sender = 现在轮不到{ $role }：这个报文段应由{ $peer }发送。
fault-missing-step = 它之前少了一步：{ $role }要先{ $call }。
fault-other = { $kind ->
    [wrong-order] 此时不能发送这样的报文段。
    [wrong-timer] 只有在等待什么的时候，定时器才会超时。
   *[other] 放在这里不合适。
}
no-flags = 无
or = {" 或 "}
call-counted = { $call }：{ $count } { $unit }
cite-step = { $section }（{ $step ->
        [first] 第一步
        [second] 第二步
        [third] 第三步
        [fourth] 第四步
        [fifth] 第五步
        [sixth] 第六步
        [seventh] 第七步
       *[eighth] 第八步
    }）
list-names = 、
legal-line = { $role }：{ $segment }
legal-nothing = 此时什么也不能发送。
owed-line = { $role }还要发送：{ $segment }。{ $why }
goal-line = { $role }处于 { $state }，应当到达 { $goal }。
superfluous-line = 第 { $steps } 步之前，目标就已达成。

unknown-name = { $what ->
    [role] 没有叫“{ $found }”的一端；可用的有 { $known }。
    [flag] 没有叫“{ $found }”的标志位；可用的有 { $known }。
    [field] 没有叫“{ $found }”的字段；可用的有 { $known }。
    [call] 没有“{ $found }”这个调用；可用的有 { $known }。
    [timer] 没有“{ $found }”这个定时器；可用的有 { $known }。
    [state] 没有“{ $found }”这个状态；可用的有 { $known }。
    [label] 前面没有叫“{ $found }”的报文段。
   *[start] 没有叫“{ $found }”的起点；可用的有 { $known }。
}
trace-error = { $what ->
    [no-step] 这不是一个步骤。例如可以写：client > SYN seq=x
    [empty-segment] 报文段至少要有一个标志位或字段。
    [bad-term] 字段的值是数或符号：seq=1000、ack=x+1。
    [bad-fate] 括号里写网络怎样处理它：(lost)、(twice)、(late as a)、(as a)。
    [late-without-name] 滞留的报文段要有名称，之后才能到达：(late as a)，后面再写：a arrives
    [twice-field] 这个字段写了两次。
   *[bad-header] “calls:”后面只能写 explicit 或 implied。
}
legal-here = 此时可以发送：{ $list }
list-gap = ；
because = 理由：{ $why }
