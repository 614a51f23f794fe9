# The report of an exam: src/app/exam/report, src/ui/exam/report.
report-counts-whole = 共 { $count } 题：答对 { $right } 题 · 答错 { $wrong } 题 · 未作答 { $open } 题
report-counts = 共 { $count } 题：答对 { $right } 题 · 答错或部分答对 { $wrong } 题 · 未作答 { $open } 题
report-counts-gone = 已不在题库 { $count } 题
report-marking = 正在判分……
report-marking-counts = 共 { $count } 题
report-span = 起止时间
report-from-to = { $from }～{ $to }
report-time = 用时
report-of-time = { $time }（限时 { $limit }）
report-extra = 加时
report-interruptions = 中断
report-uninterrupted = 无
report-interruption = { $at } 中断 { $time }
report-interruptions-more = 另有 { $count } 次
report-away-stopped = { $list }（中断期间不计时）
report-away-ran = { $list }（中断期间照常计时）
report-code = 试卷代码
report-changed = 有 { $count } 道题在考后修改过。这里按现在的题面显示，答案也按现在的题面评判。
report-gone-items = 有 { $count } 道题已不在你的题库中，不计入总分。

report-practise = 练习没答对的 { $count } 题
report-save = 保存：
report-save-html = 网页（HTML）…
report-save-csv = 表格（CSV）…
report-save-answers = 交给老师的答卷…
report-save-answers-help = 包含你的作答和考前填写的姓名，老师用“ackademy grade”即可读取。

report-points-lost = 得 { $points } { $count ->
   *[other] 分
}（满分 { $most }）
report-below-zero = 总分为负：答错扣的分多于答对得的分
report-share-below = 负分：{ $percent }

report-weakest = 最弱的是“{ $worst }”（{ $least }）。
report-sections = 各部分得分
report-sections-said = 最好的是“{ $best }”（{ $most }），最弱的是“{ $worst }”（{ $least }）。
report-sections-one = 各部分的得分率相同。
report-topics = 各题库得分
report-topics-said = 最弱的是“{ $worst }”（{ $least }），最好的是“{ $best }”（{ $most }）。
report-topics-one = 各题库的得分率相同。
report-rules = 协议规则掌握情况
report-rules-said = 这次考试考到 { $count } 条规则，其中 { $known } 条每次都答对。最弱的是“{ $weakest }”（{ $percent }）。
report-rules-all = 这次考到的 { $count } 条规则你全部掌握。
report-times = 每题用时
report-times-said = 有一半的题用时不超过 { $median }；用时最长的是第 { $number } 题，{ $longest }。
report-time-bar = 第 { $number } 题：{ $time }，{ $state }
report-legend-right = 答对
report-legend-wrong = 答错、部分答对或未作答
report-legend-wrong-whole = 答错或未作答
report-axis-seconds = 秒
report-certainty = 把握程度与正确率
report-certainty-fits = 你的把握程度与实际正确率相符。
report-certainty-too-sure = 你过于自信：选“{ $sure }”的 { $count } 题答对了 { $right } 题（{ $percent }），而正确率在 { $band } 时选它才划算。
report-certainty-too-unsure = 你低估了自己：选“{ $sure }”的 { $count } 题答对了 { $right } 题（{ $percent }），选更高的把握得分会更多；这一档适合正确率为 { $band } 的情况。
report-certainty-few = 各档把握程度的答案太少，看不出是否与正确率相符。
report-level = { $sure }：{ $count } 题答对 { $right } 题（{ $percent }）
report-level-never = { $sure }：没有选过
report-band = { $low }～{ $high }
report-axis-right = 正确率
report-legend-band = 选这一档最划算的正确率
report-legend-share = 你的正确率，竖线为随机误差范围
report-course = 历次成绩
report-course-said = 同一考试共考过 { $count } 次，这是第 { $number } 次。目前最好成绩：{ $best }（{ $date }）。
report-this = { $date }（本次）
report-legend-sat = 得分率
report-legend-here = 本次
report-legend-pass = 及格线

report-column-section = 部分
report-column-topic = 题库
report-column-rule = 规则
report-column-question = 题目
report-column-certainty = 把握程度
report-column-date = 日期
report-column-right = 答对
report-column-points = 得分
report-column-share = 得分率
report-column-asked = 考到
report-column-known = 答对
report-column-state = 结果
report-column-time = 用时
report-column-answers = 答案数
report-column-rate = 正确率
report-column-band = 适合的正确率
report-column-verdict = 是否及格

report-questions = 逐题回顾
report-question = 第 { $number } 题
report-show-all = 全部（{ $count }）
report-show-wrong = 答错（{ $count }）
report-show-open = 未作答（{ $count }）
report-show-flagged = 已标记（{ $count }）
report-show = 显示哪些题
report-none-such = 没有这样的题。
report-open-all = 全部展开
report-close-all = 全部收起
report-item-right = 答对
report-item-partly = 部分答对
report-item-wrong = 答错
report-item-open = 未作答
report-item-gone = 题目已不在
report-item-said = 第 { $number } 题，{ $state }，{ $figures }：{ $ask }
report-item-flagged-said = 第 { $number } 题，{ $state }，已标记，{ $figures }：{ $ask }
report-flagged = 已标记
report-left-open = 未作答
report-own-unknown = 题面已经改动，无法还原当时选了什么。
report-own-gone = 题目已不在题库中，无法显示当时的作答。
report-gone-line = 题目已不在题库中。
report-own-none = 与本题不符的答案
report-all-pairs = 全部配对正确
report-item-changed = 这道题在考后修改过，这里按现在的题面显示和评判。
report-sure = { $sure }：{ $points } { $count ->
   *[other] 分
}
report-sure-unsaid = 没有选把握程度，按“{ $sure }”计：{ $points } { $count ->
   *[other] 分
}
