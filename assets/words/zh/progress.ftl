# 进度：src/app/progress、src/ui/progress。
rail-progress = 进度
action-progress = 转到学习进度
progress-title = 学习进度
progress-about = 学了什么、掌握了多少、接下来有什么。
progress-empty = 还没有答过题。
progress-empty-help = 答过几道题之后，这里会显示：哪天有多少题到期，每天答了多少题，每个题库、每条协议规则掌握得怎样，以及复习安排对你的预测准不准。
progress-begin = 开始学习
# 日期。
progress-today = 今天
progress-day-named = { $date }（{ $weekday }）
progress-short-date = { $month } 月 { $day } 日
progress-month = { $month } 月
progress-weekday = { $day ->
    [1] 星期一
    [2] 星期二
    [3] 星期三
    [4] 星期四
    [5] 星期五
    [6] 星期六
   *[7] 星期日
}
progress-weekday-short = { $day ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
   *[7] 日
}
progress-on-weekday = { $weekday }
# 到期的题。
progress-forecast = 即将到期
progress-forecast-said = 未来 7 天有 { $count } 道题到期，{ $day }最多（{ $most } 道）。
progress-forecast-none = 未来 7 天没有题到期。
progress-overdue-said = 另有 { $count } 道已逾期。
progress-forecast-note = 按目前的安排计算，不含新题和答错后要重做的题。
progress-overdue = 已逾期
progress-due-on = { $day }：{ $count } 道题到期
progress-legend-due = 当天到期
progress-legend-overdue = 已逾期：{ $count }
progress-ahead = 预测天数
progress-ahead-days = { $count } 天
# 一年。
progress-year = 这一年
progress-year-said = 过去一年里你在 { $days } 天答了 { $answers } 题；最近 30 天学习了 { $lately } 天。
progress-streak-said = 最近连续学习了 { $days } 天。
progress-year-note = 一格是一天，一列是一周。方块越大，当天答的题越多（含练习）。
progress-answered-on = { $day }：{ $count ->
    [0] 没有答题
   *[other] 答了 { $count } 题
}
progress-level-none = 没有答题
progress-level-few = { $from } 到 { $to } 题
progress-level-most = { $from } 题以上
progress-legend-today = 今天
progress-year-keys = 用方向键逐日查看。
progress-week-said = { $date }起的一周：{ $count ->
    [0] 没有答题
   *[other] 答了 { $count } 题
}。{ $figures }
# 时间。
progress-times = 学习时间
progress-times-said = 最近 30 天里，有学习的日子平均每天学 { $time }；一半的题在 { $median }以内答完。
progress-times-none = 最近 30 天没有学习。
progress-times-note = 最近 90 天每天的分钟数（含练习）。计算中位数时，超过 5 分钟的按 5 分钟算。
progress-time-on = { $day }：{ $time }
progress-legend-minutes = 当天学习的分钟数
# 题库、主题、规则。
progress-decks = 题库
progress-decks-said = 共 { $all } 个题库，已学到 { $met } 个；其中最薄弱的是“{ $weakest }”（{ $percent }%）。
progress-tags = 标签
progress-tags-said = 共 { $all } 个标签，已学到 { $met } 个；其中最薄弱的是“{ $weakest }”（{ $percent }%）。
progress-rules = 协议规则
progress-rules-said = 共 { $all } 条规则，已遇到 { $met } 条；其中最薄弱的是“{ $weakest }”（{ $percent }%）。
progress-topics-note = 最薄弱的排在前面。掌握程度是学过的内容今天仍能答对的平均概率。
progress-rules-note = 最薄弱的排在前面。掌握程度是今天仍记得这条规则的概率，由用到它的答题推算。
progress-rule-of = { $machine } · { $rule }
progress-of = { $met } / { $all }
progress-never-met = 尚未遇到
# 预测。
progress-calibration = 预测准不准
progress-calibration-said = 共 { $count } 次答题：平均预测答对 { $predicted }%，实际答对 { $recalled }%，{ $way ->
    [more] 实际记得比预测的好
    [less] 实际记得不如预测的好
   *[same] 差别在随机误差范围内
}。对数损失 { $loss }；若每次都预测同一个概率，则为 { $plain }（越小越好）。
progress-calibration-none = 还没有可以比较的：同一道题要隔天再答过才行。
progress-calibration-note = 点落在线上，说明预测准确。竖线是 95% 置信区间（Wilson 法），答题越少，区间越长。
progress-bin-said = 预测 { $predicted }%，实际 { $recalled }%（95% 区间：{ $low }%～{ $high }%），{ $count } 次答题
progress-legend-line = 预测与实际一致
progress-legend-points = 实际答对的比例及其 95% 区间
progress-range = { $from }%～{ $to }%
# 表格。
progress-show = “{ $title }”的显示方式
progress-picture = 图
progress-table = 表格
progress-save = 保存为 CSV…
progress-save-named = 把“{ $title }”保存为 CSV…
progress-all-rows = 显示全部
progress-first-rows = 只显示前几行
progress-shown = 共 { $all } 行，显示 { $shown } 行
progress-cell = { $column }：{ $value }
progress-between = ；
progress-row = { $name }。{ $figures }
progress-column-day = 日期
progress-column-due = 到期
progress-column-week = 起始日
progress-column-sum = 合计
progress-column-time = 时间
progress-column-answers = 答题数
progress-column-median = 中位用时
progress-column-predicted = 预测的正确率
progress-column-recalled = 实际的正确率
progress-column-spread = 95% 区间
progress-column-deck = 题库
progress-column-tag = 标签
progress-column-rule = 规则
progress-column-met = 已学
progress-column-known = 答对
progress-column-strength = 掌握程度
