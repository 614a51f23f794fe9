# 各命令的说法。--help 由 clap 给出，是英文。
cli-cannot-print = 无法写出结果：{ $detail }
cli-bad-name = “{ $name }”不能用作题库的标识（id）。
    .help = 标识由小写字母、数字和中间的单个连字符组成，例如 open-and-close。学习记录按标识保存，所以它定下来就不再改；标题则可以随意。（terms 已有他用。）

check-summary = 共 { $decks } 个题库、{ $questions } 道题、{ $machines } 个状态机{ $exams ->
        [0] {""}
       *[other] 、{ $exams } 份组卷方案
    }：{ $errors } 个错误，{ $warnings } 个警告
check-no-such-path = { $path } 不存在。
    .help = 请给出题库或状态机所在的文件或文件夹；什么都不写，则检查内置的内容。
check-nothing-found = { $path } 中没有内容文件。
    .help = 题库和状态机都是以 .ron 结尾的文件，隐藏文件会被略过。

trace-step = 步骤
trace-start = （开始之前）
trace-legal = 每一步都合法。
trace-refused = 第 { $step } 步：调用失败，但这一步合法。{ $reason }
trace-count = 共 { $all } 条轨迹：{ $legal } 条合法，{ $illegal } 条不合法{ $unread ->
        [0] 。
       *[other] ，{ $unread } 条无法读取。
    }
trace-empty = 其中没有任何步骤。
    .help = 每行写一步，例如：client > SYN seq=x
trace-json = 这不是 JSON 形式的轨迹：{ $detail }
    .help = 文件里应当是一个带 steps 的案例、一个案例列表，或名为 cases、mutations、legal_traps 的列表。每一步都有 t 和 ev。
trace-too-large = { $name } 太大。
    .help = 一条轨迹最大为 16 MiB。请拆分，或去掉与这条连接无关的内容。
trace-no-such-case = 这个文件有 { $count } 个案例，其中没有“{ $id }”。
    .help = 不写 --case 就会运行全部案例。
trace-no-such-machine = 没有“{ $id }”这个状态机；现有的是 { $known }。
    .help = 自己的状态机放在 --content 文件夹下的 machines 文件夹中；--machine 也可以直接给出文件。有错误的状态机不会载入，请用 ackademy check 查看。
trace-unknown-name = { unknown-name }
trace-unknown-name-in-case = 案例 { $case } 第 { $step } 步：{ unknown-name }

new-deck-written = 已写入：{ $path }
    这是一个完整的题库，每种题型各有一道示例题。改成自己的内容之后：

    ackademy check { $path }
        列出其中的所有问题；
    ackademy --content { $folder }
        打开程序并载入这个题库。此后每次保存，程序都会自动更新。
new-already-there = { $path } 已经存在，没有作任何改动。
    .help = 请换一个名称，或用 --to 换一个文件夹。
new-cannot-write = 无法写入 { $path }：{ $detail }
    .help = 请确认文件夹存在，且有写入权限；也可以用 --to 换一个文件夹。

cli-no-display = 无法打开窗口（{ $reason }）。没有窗口也能使用：ackademy check、ackademy trace FILE、ackademy new deck NAME（ackademy --help 有更多说明）。
cli-no-gui = 这个 Ackademy 不带窗口界面。可以使用：ackademy check、ackademy trace FILE、ackademy new deck NAME（ackademy --help 有更多说明）。
cli-no-display-named = DISPLAY 和 WAYLAND_DISPLAY 都没有设置
trace-capture-here = 这是抓包文件，这里需要文本或 JSON 形式的轨迹。
    .help = 请用 ackademy trace 查看抓包文件。

data-none = { $path } 处没有学习数据。
    .help = 请先学习，或用 --data 指定数据所在的文件夹。
doctor-file = { $path }
doctor-sound = 数据库完好，共 { $count } 条记录。
doctor-damaged = 数据库已损坏：
doctor-unread = 有 { $count } 条记录本版本无法读取，已原样保留。
doctor-strange = 有 { $count } 行不是由 Ackademy 写入的：各列的内容互相矛盾。
doctor-backups = 备份共 { $count } 份，最近一份是 { $date } 的，含 { $facts } 条记录。
doctor-no-backup = 还没有备份。凡是学习的日子，每天都会自动备份一次。
doctor-nothing-kept = 没有用于快速启动的缓存。
doctor-kept-useless = 用于快速启动的缓存已经过时，下次启动时会重新生成。
doctor-kept-right = 用于快速启动的缓存与记录一致，共 { $count } 道题的复习安排。
doctor-kept-wrong = 用于快速启动的缓存与记录不一致，已经删除，下次启动时会重新生成。
sync-done = 已写出 { $written } 条，已并入 { $taken } 条。
