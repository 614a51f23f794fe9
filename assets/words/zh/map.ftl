# 状态图：src/app/map.rs、src/ui/map.rs。
map-title = 状态图
map-about = 一端可能处于的全部状态，以及怎样从一个状态转到另一个状态。选中状态或箭头，就能看到相应的规则和理由。
map-machine = 协议
map-picture = 状态图
# 读屏软件会念出这些。
map-state-spoken = { $state }：{ $is }
map-here = { $role }正处于这个状态。
map-edge-spoken = 从 { $from } 到 { $to }：{ $events }
# 箭头上的文字。
map-arrives = 收到 { $what }
map-leaves = 发 { $what }
map-event-arrives = 收到{ $any ->
        [yes] 任何{ $unit }
       *[no] {" "}{ $what }
    }{ $without ->
        [none] {""}
       *[other] （不带 { $without }）
    }
map-event-leaves = 发出{ $any ->
        [yes] 任何{ $unit }
       *[no] {" "}{ $what }
    }{ $without ->
        [none] {""}
       *[other] （不带 { $without }）
    }
map-any = 任何{ $unit }
map-and-more = { $event } 等（另 { $more } 种）
map-or = ，或
# 状态名下方。
map-from-many = ← 几乎任何状态都可到此
# 图旁的文字。
map-way = { $from } → { $to }
map-leads = { $events } → { $state }
map-leads-said = { $events }，进入 { $state }
map-comes = { $state }：{ $events }
map-below-state = { $state }：{ $count } 条出路
map-below-rules = { $title }：{ $count } 条规则
map-clear = 返回总览
map-also = 又称 { $names }
map-out = 到哪里去
map-into = 从哪里来
map-fires = 在这里适用的规则
map-fires-calls = 用户调用时
map-fires-arrives = 收到{ $unit }时
map-fires-leaves = 发出{ $unit }时
map-fires-timers = 定时器超时
map-when = 条件
map-replies = 发送
map-refuse = 调用失败
map-why = 理由
map-doubt = 存疑
map-cite = 出处
map-everywhere = 适用于几乎所有状态
map-everywhere-about = 这些规则从大多数状态转到同一个状态，因此不画箭头，列在这里。
map-everywhere-to = 转到 { $to }（{ $from }）：
map-rule = { $event }，{ $condition }
map-rule-to = { $rule } → { $to }
map-rule-to-said = { $rule }，进入 { $to }
map-sign-call = 用户调用
map-sign-timer = 定时器超时
map-sign-segment = 粗体是收到或发出的内容；不限报文段时，写的是条件。
# 按钮。
map-fit = 适应窗口
map-fit-hint = 显示整张图
map-larger = 放大
map-smaller = 缩小
map-rule-id = 规则 { $id }
map-hint = 拖动可以移动画面，按住 Ctrl 滚动滚轮可以缩放。
# 变体改了什么。
map-changes = 这个变体改了什么
map-change-added = 新增
map-change-changed = 改动
map-change-removed = 删除
map-change-spoken = { $edge }（{ $change }）
# 双方所处的状态。
map-lit-step = 第 { $step } 步之后：{ $first }处于 { $first-state }，{ $second }处于 { $second-state }
map-lit-now = 此时：{ $first }处于 { $first-state }，{ $second }处于 { $second-state }
map-back = 回到那一步
map-change-sign = 箭头上的 { $sign }：由这个变体{ $change }
map-never-met-said = 尚未遇到。
map-strength-said = 今天答出的概率约为 { $percent }%。
map-mastery-title = 掌握情况
map-mastery = 已遇到 { $all } 条规则中的 { $met } 条，{ $weak ->
    [0] 没有薄弱的。
   *[other] 其中 { $weak } 条还薄弱。
}
map-mastery-help = 箭头上的数字，是你今天答出相应规则的概率。
map-practise-weak = 练习薄弱规则
map-way-said = 从 { $from } 到 { $to }
map-rule-named = { $way }：{ $on }
