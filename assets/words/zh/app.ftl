# 界面文字。
home = 回到今日
home-today = { $count ->
    [0] 现在没有到期的题目。
   *[other] 有 { $count } 题到期。
}
home-resume = 继续《{ $deck }》
home-resume-rest = 还剩 { $count } 题
session-headline = 今日学习：{ $count } 题
session-due = 复习 { $count }
session-new = 新题 { $count }
session-time = 约 { $time }
session-left = 另有 { $count } 题到期，今天排不下。
more = 更多
count-right = 算作答对
count-right-help = 其实会、只是写法不同的时候用。你的答案原样保留，复习安排按答对计算。
counted-right = 已算作答对
flag-on = 做标记，以后再看
flag-off = 取消标记
suspend = 暂停这道题
suspend-help = 在“题库”的“查找和管理题目”里恢复之前，不会再出这道题。
take-back = 撤回上一题的作答
home-study-next = 开始学习
home-broken = 这些文件暂时不能用
home-empty = 没有找到题库。
home-empty-help = 用 ackademy --content 文件夹 指定题库所在位置，或新建一个：ackademy new deck my-deck
count-due = 到期 { $count }
count-new = 新题 { $count }
count-errors = { $count } 处错误
count-warnings = { $count } 处警告
deck-next = 下次：{ $when }
deck-empty = 没有题目
deck-size = { $count } 题
deck-size-minutes = { $count } 题，约 { $minutes } 分钟
deck-study = 学习
deck-practise = 练习
deck-study-named = 学习：{ $deck }
deck-practise-named = 练习：{ $deck }
deck-practise-help = 这里没有到期的题目。练习不会改变复习安排。
show-findings = 查看问题
back = 返回
settings = 设置
language = 语言
language-en = English
language-zh = 中文
theme = 主题
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
text-size = 文字大小
percent = { $percent }%
loading = 正在读取学习数据…
copy = 复制
error = 错误
warning = 警告
line-column = 第 { $line } 行第 { $column } 列
findings-none = 这个文件现在没有问题了。
findings-help = 用任意编辑器修改文件，保存后这里会立即重新读取。
open-link = 在浏览器中打开 { $what }

kind-flip = 闪卡
kind-choice = 选择题
kind-true-false = 判断题
kind-cloze = 填空题
kind-type = 简答题
kind-value = 计算题
kind-match = 配对题
kind-order = 排序题
kind-build = 搭建题
kind-states = 状态判断题
ask-states = 第 { $step } 步之后，双方各处于什么状态？

progress = 已完成 { $done } / { $total }
practice = 练习
hint = 提示
hint-cost = F2。看过提示后，答对也只算“勉强答出”。
turn = 显示答案
comes = { $when }再出现
check = 检查
lacks = { $what ->
        [option] 请先选一项
        [true-false] 请先选“对”或“错”
        [words] 请先写出答案
        [gap] 请先填空
        [pairs] 还差 { $count } 项未配对
        [step] 请先添加一步
        [row] 请先点选有错的报文段
        [kind] 请指出错在哪里
       *[state] 请选择{ $role }的状态
    }
next = 下一题
saving = 正在保存…
pick-one = 选一项：点选，或按它的数字。
not-saved = 尚未保存
pick-several = 选出所有正确的选项。
true = 对
false = 错
scope-today = 今日学习
scope-chosen = 所选题目
scope-weak = 薄弱之处
ask-cloze = 空格里应填什么？
gap-name = 第 { $gap } 空
told-gap = 第 { $gap } 空应填：{ $answer }
value-help = 填一个数或算式，例如 1001 或 x+20
told-other-sum = 你填的是 { $found }。
told-too-large = 这类编号只有 32 位：4294967295 之后从 0 重新开始，字段里放不下更大的数。
told-no-sum = 看不出这是数还是算式。
match-help = 先选左边一项，再点右边的对应项，或按它的字母。
match-open = 未选
type-here = 你的答案
order-help = 拖动各行，或用箭头移动。
move-up = 上移：{ $item }
move-down = 下移：{ $item }
mark-yours = 你的答案：{ $mark }
mark-right = 正确
mark-wrong = 错误
mark-missed = 这项也对
mark-answer = 正确答案
mark-other = 不正确
right-place = 应在第 { $place } 位
state-of = { $role }的状态
states-keys = 按字母指定选中一端的状态；↑ ↓ 切换到另一端。
goal = 目标：{ $list }
goal-end = { $role } { $state }
goal-quiet = 没有待发的报文段
goal-exactly = 不多走一步
goal-calls = 用户调用也算步骤
list-comma = ，
solution = 一种正确的做法
right-answer = 正确答案：{ $answer }
differs-yours = 你的答案
differs-right = 正确答案
differs-instead = “{ $extra }”应为“{ $missing }”。
differs-extra = 多了“{ $extra }”。
differs-missing = 少了“{ $missing }”。
counts-as = 视同 { $answer }。
score-right = 回答正确
score-partly = 部分正确：{ $percent }%
score-wrong = 回答错误
explain = 讲解
why = 理由
legal-now = 此时可以发送
source = 出处
comes-again = { $when }再出现。
practice-only = 练习：复习安排不变。
practice-exercise = 练习：题目的复习时间不变，这次作答计入状态图上这条规则的掌握程度。

summary-title = 完成
summary-headline = 答了 { $count } 题，用时 { $time }；今天共学习 { $today }。
summary-right = 首次答对 { $count } 题
summary-wrong = { $count } 题要再看看
summary-retry = 再练一遍
summary-again = 值得再看的题
summary-next = 下一道题{ $when }出现。
summary-back = 下次复习
summary-due-now = 现在还有 { $count } 题到期
summary-due-today = 今天稍后 { $count } 题
summary-due-tomorrow = 明天 { $count } 题
summary-decks = 题库进度
deck-done = 暂时学完
summary-today = 今日学习：还有 { $count } 题
summary-next-deck = 下一个题库：{ $deck }
summary-browse = 全部题目
summary-leave-out = 暂停这道题
summary-left-out = 已暂停，学习时不再出现
summary-look = 在题目列表中查看
often-count = { $often }（{ $count } 次）
leech-title = 一再忘记
leech-history = 以往的作答
leech-map = 在状态图上看这条规则
leech-edit = 编辑这道题
leech-suspend = 暂停一阵子
said-known = 记得
said-unknown = 不记得
said-fault = 第 { $step } 步：{ $kind }
list-semicolon = ；

when-now = 马上
when-minutes = { $count } 分钟后
when-today = 今天晚些时候
when-tomorrow = 明天
when-days = { $count } 天后
when-weeks = { $count } 周后
when-months = { $count } 个月后
span-seconds = { $count } 秒
span-minutes = { $count } 分钟

row-number = { $number }. { $what }
row-sends = { $fate ->
    [lost] { $role }发送 { $segment }，途中丢失
    [twice] { $role }发送 { $segment }，到达两次
    [late] { $role }发送 { $segment }，滞留途中
   *[delivered] { $role }发送 { $segment }
}
row-arrives = { $segment } 到达{ $role }
row-injected = 网络把 { $segment } 送到{ $role }
row-call = { $role }：{ $text }
row-states = ；此后{ $first } { $first-state }，{ $second } { $second-state }
row-wrong = ；第一个不合法的步骤
row-given = ；已知
time-passes = 时间流逝

kind-fault = 找错题
kind-next = 下一个报文段
# 出题人没有写题干时使用。
ask-fault = 哪一个报文段最先不该由发送方这样发出？错在哪里？
ask-next = 接下来必须发送哪个报文段？
# 错误的种类；形如 `wrong-` 加字段名时，kind 为 "wrong-number"，并给出 field。
fault-kind = { $kind ->
    [wrong-sender] 发送的一端不对
    [wrong-flags] 标志位不对
    [wrong-order] 此时不该发这个报文段（其他各项都不符合时选）
    [wrong-number] { $field } 的值不对
   *[other] { $kind }
}
# 找错题作答之后。
fault-told = 第一个不合法的报文段是第 { $step } 步：{ $kind }。
fault-later = 第 { $said } 步在它之后：轨迹一旦出错，后面的步骤就不能说明什么了。
fault-earlier = 第 { $said } 步是合法的。
# “下一个报文段”作答之后；后面接着列出所欠的报文段（owed-line）。
next-not-due = 这个报文段本身合法，但此时没有什么要求发送它。
next-no-segment = 答案应当是某一端发送的一个报文段。
next-owed = 此时应当发送：
fault-pick = 在图上点选那个报文段，再说明错在哪里。
fault-picked = 你选的是第 { $step } 步。
next-goal = 只写一个报文段：谁发送，发送什么？
row-chosen = ；已选
ask-build = 请从这里搭建到目标。

kind-what-if = 假设题
ask-what-if = 状态机按下面的说明改动以后，可能发生什么？
whatif-none = 以上都不会发生
whatif-never = 不会发生
whatif-run = 发生这种情况的最短过程
whatif-happens = 会发生：最短的过程有 { $steps } 步（共查看了 { $states } 种局面）。
whatif-holds = 查看了可能出现的全部 { $states } 种局面，都没有发生。
whatif-unknown = 没有结论：查看了 { $states } 种局面之后，搜索中止。
whatif-network = 网络：{ $losses ->
        [0] 不会丢失
       *[other] 最多丢失 { $losses } 个报文段
    }，{ $duplicates ->
        [0] 不会重复
       *[other] 最多重复 { $duplicates } 个报文段
    }，{ $reorder ->
        [yes] 可能乱序
       *[no] 不会乱序
    }。

# 示例进度：src/app/sample.rs、src/ui/sample.rs。
sample-title = 示例进度
sample-help = 看看学习一个月之后是什么样子。示例是虚构的，只放在内存里，绝不影响你自己的进度。
sample-show = 显示示例进度
sample-remove = 移除示例
sample-on = 这是示例进度，不是你自己的。
sample-about = 示例是虚构的，仿佛有人学了一个月。你自己的进度不受影响。现在的学习只算练习，不作记录。
sample-practice = 只是练习：在这里作答不作记录。
