# 题目一览：src/app/browse/、src/ui/browse.rs。
action-browse = 查找题目
browse-title = 题目
browse-open = 查找和管理题目
browse-text = 题目文字
browse-text-hint = 任意词语，中英文均可
browse-filters = { $count ->
    [0] 筛选
   *[other] 筛选（{ $count }）
}
browse-filter-deck = 题库
browse-filter-tag = 标签
browse-filter-kind = 题型
browse-filter-state = 状态
browse-filter-flag = 标记
browse-any-deck = 全部题库
browse-any-tag = 全部标签
browse-any-kind = 全部题型
browse-any-state = 全部状态
browse-any-flag = 全部标记
browse-flagged = 已标记
browse-unflagged = 未标记
browse-clear = 清除筛选
browse-sort-name = 排序
browse-sort = { $sort ->
    [due] 先到期的在前
    [last] 最近作答在前
    [lapses] 忘得最多在前
   *[decks] 按题库顺序
}
browse-count = 显示 { $count } 题，共 { $all } 题
browse-nothing = 没有符合条件的题目。请换个词，或清除筛选条件。
browse-state = { $state ->
    [new] 新题
    [learning] 学习中
    [due] 已到期
    [later] 尚未到期
    [suspended] 已暂停
   *[forgotten] 屡次忘记
}
browse-drawn = 每次出新题
browse-comma = ，
browse-column-question = 题目
browse-column-deck = 题库
browse-column-kind = 题型
browse-column-state = 状态
browse-column-last = 最近作答
browse-column-counts = 作答 / 忘记
browse-counts = 答过 { $reviews } 次，忘记 { $lapses } 次
browse-often = 屡次忘记
browse-list = 题目列表：方向键移动，空格选中，Shift 扩展选择，Ctrl+A 全选
browse-keys = ↑ ↓ 移动并选中，Shift 扩展选择，Ctrl+单击或空格增减一题，Ctrl+A 全选。
browse-chosen = 已选 { $count } 题
browse-none-chosen = 先选择题目，再进行操作。
browse-choose-all = 全选
browse-choose-none = 取消选择
browse-practise = 练习这 { $count } 题
browse-act = { $act ->
    [suspend] 暂停
    [resume] 恢复
    [flag] 标记
    [unflag] 取消标记
    [due-now] 现在到期
    [due-tomorrow] 明天到期
   *[reset] 从头学起
}
browse-days = 几天之后
browse-days-set = 设为这么多天后到期
browse-sample = 现在显示的是示例进度，这里不能改动。
browse-done = { $act ->
    [suspend] 已暂停 { $count } 题，学习时不再出现。
    [resume] 已恢复 { $count } 题。
    [flag] 已标记 { $count } 题。
    [unflag] 已取消 { $count } 题的标记。
    [due-now] { $count } 题已设为现在到期。
    [due-tomorrow] { $count } 题已设为明天到期。
    [due-days] { $count } 题已设为 { $days } 天后到期。
    [reset] { $count } 题将从头学起。
   *[undone] 已撤销刚才的操作。
}
browse-saving = 正在保存：{ $done } / { $count }…
browse-undo = 撤销
browse-detail = 所选题目
browse-detail-none = 选中一道题，查看它的作答记录。
browse-detail-open = 查看这道题
browse-detail-close = 返回列表
browse-often-help = 已经忘记 { $count } 次。这多半不是因为不够努力：不妨重读讲解，先学它所依据的内容，或者暂停一阵子。
browse-history = 作答记录
browse-history-none = 还没有作答。
browse-answer = { $percent }%，{ $grade ->
        [again] 没答出
        [hard] 勉强答出
        [easy] 轻松答出
       *[good] 答出
    }{ $hinted ->
        [yes] ，看过提示
       *[no] {""}
    }{ $practice ->
        [yes] ，练习
       *[no] {""}
    }
browse-tags = 标签：{ $tags }
browse-place = 位置
browse-edit = 打开文件
browse-edit-shipped = 这个题库随程序附带，没有单独的文件。可以在自己的内容文件夹里放一份副本：它会取代原来的题库，并且可以修改。
browse-editor = 编辑器命令
browse-editor-hint = code --goto {"{"}file{"}"}:{"{"}line{"}"}
browse-editor-help = 留空则用系统默认程序打开文件，再按上面的行号查找。
browse-opened = 正在打开 { $place }
browse-not-opened = 无法运行这条命令：{ $detail }。请检查命令名，或者留空。
