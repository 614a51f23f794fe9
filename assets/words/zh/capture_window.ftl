# 窗口中的抓包文件。
capture-window-title = 打开抓包文件
capture-window-about = 抓包文件（pcap 或 pcapng）由 tcpdump、Wireshark 等工具抓取。文件只在这台电脑上读取，不会发往任何地方。
capture-window-choose = 选择文件…
capture-window-drop = 也可以把文件拖到窗口里，或者填写路径：
capture-window-path = 抓包文件的路径
capture-window-read = 打开
capture-window-unchosen = 没有选择文件。如果没有弹出对话框，说明系统不提供：请把文件拖到这里，或者填写路径。
capture-window-cancel = 取消
capture-window-other = 换一个文件
capture-window-list = 全部连接
capture-window-reading = 正在读取 { $name }：{ $bytes } / { $total } MiB
capture-window-telling = 正在还原经过：{ $name } 已重读 { $bytes } / { $total } MiB
capture-window-working = 正在还原经过…
capture-window-failed = 无法读取 { $name }。
    .help = 请检查路径是否正确，以及是否有读取权限。
capture-window-changed = 文件在读取之后又有改动。
    .help = 请重新打开。
capture-window-count = 共 { $count } 条连接
capture-window-day = { $count }，都在 { $day }（UTC）
capture-window-found = { $count } 条连接中的 { $found } 条
capture-window-more = 还有 { $count } 条没有列出，请缩小筛选范围。
capture-window-filter = 筛选
capture-window-filter-hint = 地址、端口、#编号、复位等
capture-window-none-found = 没有符合条件的连接。请清除筛选条件。
capture-window-keys = ↑ ↓ 选择，Enter 打开
capture-window-facts = { $segments } 个报文段{ $timed ->
        [yes] ，历时 { $span } 秒 · 始于 { $begun } UTC
       *[no] {""}
    }
capture-window-spoken = 连接 { $number }：{ $client } 到 { $server }，{ $facts }。{ $fate }

capture-window-vantage = 抓包位置
capture-window-auto = 自动判断
capture-window-client = 客户端
capture-window-server = 服务端
capture-window-middle = 两端之间
capture-window-before = 第一步之前
capture-window-above = 前面还有 { $count } 步
capture-window-below = 后面还有 { $count } 步
capture-window-all = 详细
capture-window-legend-all = 抓包中可见
capture-window-legend-sent = 确已发出，结果如何是推断
capture-window-legend-nothing = 不在抓包中，是推断
capture-window-note = {" "}— { $note }
capture-window-frame = 第 { $frame } 帧{ $timed ->
        [yes] ，首个报文段之后 { $seconds } 秒。
       *[no] 。
    }
capture-window-no-frame = 抓包中没有这一步；缺了它，其余各步就说不通。
capture-window-seen = 它就是在到达之处抓取的。
capture-window-shown = 接收方后来的报文段表明它已送达。
capture-window-assumed = 推定它已送达：没有相反的迹象。
capture-window-lost = 它没有送达：后来又重传，或者接收方没有收到它就继续了。
capture-window-begin = 按 → 一步一步看下去。
capture-window-legal = ✓ 这一步合法。
capture-window-unjudged = 前面有一步不合法，之后的各步不再判断。
capture-window-about-it = 关于这条连接
