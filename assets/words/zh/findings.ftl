# 检查结果：文件有什么问题，怎样改。键名就是代码，:: 换成 -。
level-error = 错误
level-warning = 警告
level-help = 建议
did-you-mean = 是否想写“{ $word }”？
sentence-gap = {""}

# 读取 RON
ron-full-width = 这里是全角的 `{ $found }`，应当用半角的 `{ $write }`。
    .help = 引号之外的内容请切换到英文输入法来写；引号之内的中文仍用全角标点。
ron-unknown-field = 这里没有“{ $found }”这个字段。
    .help = 这里可以写：{ $known }。
ron-unknown-variant = 这里不能写“{ $found }”。
    .help = 这里可以写：{ $known }。
ron-missing-field = 缺少字段“{ $field }”。
    .help = 请在这对括号中补上 { $field }: …
ron-duplicate-field = 字段“{ $field }”写了两次。
    .help = 请只保留一个。
ron-wrong-type = 值的类型不对：应为 { $expected }，实为 { $found }。
    .help = 文本写在引号中，列表写在 [ ] 中，映射写在 {"{ }"} 中，一组字段写在 ( ) 中。
ron-too-deep = 括号嵌套得太深。
    .help = 任何内容都用不着这么多层。也许是该写右括号的地方又写了左括号。
ron-syntax = { $what ->
        [end] 文件提前结束，还有括号或引号没有闭合。
        [comma] 此处之前缺少逗号。
        [list] 这里应当是一个列表：[ … ]
        [list-end] 列表没有闭合，或此处之前缺少逗号。
        [map] 这里应当是一个映射：{"{ … }"}
        [map-end] 映射没有闭合，或此处之前缺少逗号。
        [colon] 键与值之间缺少冒号。
        [boolean] 这里应当写 true 或 false。
        [integer] 这里应当是一个整数。
        [string] 这里应当是写在引号中的文本。
        [string-end] 文本没有结束，缺少右边的引号。
        [struct-end] 括号没有闭合，或此处之前缺少逗号。
        [struct] 这里应当是一组字段：( … )
        [name] 这里应当是字段名。
        [escape] 不认识这个反斜杠转义。
        [trailing] 最后一个括号之后还有内容。
        [comment] 注释没有结束。
       *[other] 无法读取：{ $message }。
    }
    .help = { $what ->
        [end] 请从这里往上，逐个核对括号和引号。
        [string-end] 文本中的 " 写作 \"，换行写作 \n。
        [escape] 可用的有 \n、\t、\"、\\ 和 \u{"{…}"}。单个反斜杠写作 \\。
        [trailing] 请找一找，是否有括号闭合得太早。
        [comment] 以 /* 开头的注释要以 */ 结束。
       *[other] 问题往往就在此处之前，例如上一行的末尾。
    }

# 内容文件
content-not-utf8 = 文件不是 UTF-8 编码的文本（第 { $at } 个字节起无法识别）。
    .help = 请在编辑器中以 UTF-8 编码重新保存。
content-empty = 文件是空的。
    .help = 用 ackademy new deck NAME 可以写出一个现成的题库，在它的基础上修改。

# 状态机
machine-format = 这个文件的格式是 { $format }，当前版本只能读取格式 1。
    .help = 请写 format: 1，或使用更新版本的 Ackademy。
machine-two-roles = 状态机必须恰好有两个角色，这里有 { $count } 个。
    .help = 请写出两端：roles: [(id: "client", …), (id: "server", …)]。
machine-no-such-role = 没有“{ $found }”这个角色。
    .help = 角色在 roles 中定义，可以用 id 中的名称，也可以用 aliases 中的别名。
machine-no-such-state = 没有“{ $found }”这个状态。
    .help = 状态在 states 中定义，状态的集合在 groups 中定义，“any”表示全部状态。组要先定义，后使用。
machine-no-such-call = 没有“{ $found }”这个调用。
    .help = 调用在 calls 中定义。
machine-no-such-timer = 没有“{ $found }”这个定时器。
    .help = 定时器在 timers 中定义。
machine-no-such-variable = 没有“{ $found }”这个变量。
    .help = 变量在 variables 中定义，并写明类型：Seq、Int、Bool 或 Token。
machine-no-such-field = 没有“{ $found }”这个字段。
    .help = 字段在 fields 中定义。这里用它在轨迹中的名称（seq），而不是在条件中的名称（SEG.SEQ）。
machine-no-such-rule = 没有“{ $found }”这条规则。
    .help = Jump 和 hold 后面写另一条规则的标识。
machine-jump-back = “{ $id }”不在后面，而跳转只能向后。
    .help = 报文段自上而下依次经过各条规则，这样才一定能走到头。请把那条规则移到后面，或在这里写出条件。
machine-duplicate-rule = 有两条规则的标识都是“{ $id }”。
    .help = 请给其中一条换一个标识。学习记录按标识保存。
machine-twice = “{ $name }”写了两次。
    .help = 请只保留一个。
machine-too-many = { $what ->
        [flags] 共有 { $count } 个标志位，最多只能有 { $most } 个。
        [fields] 共有 { $count } 个字段，最多只能有 { $most } 个。
        [variables] 共有 { $count } 个变量，最多只能有 { $most } 个。
        [states] 共有 { $count } 个状态，最多只能有 { $most } 个。
       *[rules] 共有 { $count } 条规则，最多只能有 { $most } 条。
    }
    .help = 一个状态机只描述一条连接的一端，这里写的也许不止这些。
machine-bad-step = “{ $found }”不是一个步骤。
    .help = 请按轨迹的写法来写，例如 client > SYN seq=x，或 server: listen。
machine-due-cannot-leave = 这里应当发送“{ $segment }”，却没有一条规则允许它发出。
    .help = 请在相应状态中增加一条 on: Leaves(…) 规则，使其与这些标志位相符；或改正标志位。
machine-unknown-name = “{ $found }”在这里没有含义。
    .help = 条件中可以用变量、字段的 reads 名称（SEG.SEQ）、标志位、常量、CALL.LEN，以及 define 中在它之前定义的名称；模式和报文段中可以用标志位，报文段中还可以用字段在轨迹中的名称（seq=…）。
machine-condition = { $what ->
        [character] 符号“{ $found }”不能用在条件中。
        [number] 这个数太大。
        [value] 这里应当是名称、数或括号。
        [bracket] 缺少右括号。
        [operator] 这里应当是运算符，或者到此结束。
        [depth] 括号嵌套得太深。
        [wants-condition] 这是一个数，而这里需要能判断真假的条件。
        [wants-number] 这是真假值，而这里需要一个数。
        [wants-same] 两边类型不同，不能比较。
       *[no-order] 这类值只有相等与不相等，没有先后大小。
    }
    .help = { $what ->
        [number] 数最大为 4294967295。
        [wants-condition] 请让它与别的值比较，例如 SEG.LEN == 0。
        [wants-same] 序号可以与整数比较，令牌可以与整数比较，条件只能与条件比较。
        [no-order] 请用 == 或 !=。需要先后大小时，请把类型声明为 Seq 或 Int。
       *[other] 条件由名称、整数、+ 和 -、比较（==、!=、<、=<、>、>=，可以连写）、and、or、not 和括号组成。
    }

# 题库：加载时发现的问题

deck-format = 这个文件的格式是 { $format }，当前版本只能读取格式 1。
    .help = 请写 `format: 1`，或使用更新版本的 Ackademy。
deck-bad-id = `{ $found }` 不能用作标识。
    .help = 标识只用小写字母、数字和单个连字符，例如 `why-three-steps`。标识以后不再更改，请取一个合适的。
deck-id-not-file = 题库标识是 `{ $id }`，文件名却是 `{ $stem }.ron`。
    .help = 请让文件名与标识一致，这样按名称就能找到题库。
deck-duplicate-id = 标识 `{ $id }` 已被第 { $line } 行的题目占用。
    .help = 请为本题另取标识，学习记录就存放在它名下。
deck-duplicate-key = `{ $key }` 在这里出现了两次。
    .help = 请删去其中一项。
deck-no-questions = 题库里还没有题目。
    .help = 写下第一道题吧，编写指南里每种题型都有示例。
deck-blank-text = { $language ->
        [en] 英文内容为空。
        [zh] 中文内容为空。
       *[both] 内容为空。
    }
    .help = 请补上内容；如果该字段可以省略，也可以整个删去。
deck-blank-word = 这个词里没有可以比较的字符。
    .help = 至少写一个字母、汉字或数字，否则删去这一项。
deck-difficulty = 没有 { $found } 这一级难度。
    .help = 难度从 1（易）到 5（难），不写则为 3。
deck-bad-was = `{ $found }` 不是题目的全名。
    .help = 全名由题库和题目组成，例如 `open-1-syn/first-segment`。

deck-no-such-machine = 没有标识为 `{ $found }` 的状态机。
    .help = 请使用 `machines` 文件夹中某个状态机的标识，例如 `tcp`，或者把状态机写在题库里。
deck-embed-escapes = 状态机用了转义写法，其中的错误将无法定位。
    .help = 请改用原始字符串：r#"…"#。
deck-no-such-start = 状态机没有名为 `{ $found }` 的起点。
    .help = 可用的起点列在状态机文件的 `starts` 中。
deck-no-such-role = 状态机没有名为 `{ $found }` 的角色。
    .help = 两个角色列在状态机文件的 `roles` 中。
deck-no-such-state = 状态机没有名为 `{ $found }` 的状态。
    .help = 请使用状态机 `states` 中的名称或其别名。

deck-bad-step = { $what ->
        [empty-segment] 这个报文段既没有标志位，也没有字段。
        [bad-term] 该字段的值既不是数，也不是符号。
        [bad-fate] 括号里的说明无法识别。
        [late-without-name] 滞留的报文段没有名称，以后就无法送达。
        [twice-field] 该字段在报文段中出现了两次。
       *[other] 这一行不是轨迹中的步骤。
    }
    .help = { $what ->
        [empty-segment] 请写明发送的内容，例如 `client > SYN seq=x`。
        [bad-term] 请写数、符号或两者之和：`seq=1000`、`seq=x`、`ack=y+1`。
        [bad-fate] 可以写 (lost)、(twice)、(late as a) 或 (as a)。
        [late-without-name] 请写 `(late as a)`，并在它到达之处写 `a arrives`。
        [twice-field] 请只保留一个。
       *[other] 报文段写作 `client > SYN seq=x`，调用写作 `client: close`，定时器超时写作 `client: timeout retransmission`，来路不明的报文段写作 `server < SYN seq=z`。
    }
deck-unknown-name = { $what ->
        [role] 状态机没有名为 `{ $found }` 的一端。
        [flag] 状态机没有标志位 `{ $found }`。
        [field] 状态机没有字段 `{ $found }`。
        [call] 状态机没有调用 `{ $found }`。
        [timer] 状态机没有定时器 `{ $found }`。
        [state] 状态机没有名为 `{ $found }` 的状态。
        [label] 前面没有名为 `{ $found }` 的报文段。
       *[other] 状态机不认识 `{ $found }`。
    }
    .help = { $what ->
        [label] 请在发送时为报文段命名：`(late as { $found })` 或 `(as { $found })`。
       *[other] 轨迹中可用的名称都列在状态机文件里。
    }
deck-illegal-step = 第 { $step } 步不合法：`{ $line }`。
    .help = { $condition ->
        [none] 请改正这一步。
       *[other] 不满足的条件是 `{ $condition }`，请改正这一步。
    }如果有意写错，请把轨迹放进 `proof`，并写 `illegal: { $step }`。
deck-after-beyond = 没有第 { $after } 步，{ $count ->
        [0] 轨迹是空的。
       *[other] 轨迹只有 { $count } 步。
    }
    .help = 步骤从 1 数起，调用和定时器也算在内，起点自带的步骤不算。
deck-wrong-state = 此时 { $role } 不在 { $found }，而在 { $is }。
    .help = 请改正状态；如果轨迹写得与本意不符，请改正轨迹。对错以状态机为准。

deck-proof-form = 这个证明要么说得太多，要么什么也没有说。
    .help = `after` 要与 `states` 同时写；`illegal` 要单独写。
deck-proof-legal = 这里说第 { $step } 步不合法，其实整条轨迹都合法。
    .help = 请检查轨迹中的各个数；如果轨迹确实合法，那么题目的说法就是错的。
deck-proof-other-step = 这里说第 { $step } 步才开始不合法，其实第 { $first } 步已经不合法。
    .help = 请改正第 { $first } 步；如果指的就是它，请写 `illegal: { $first }`。

deck-no-goal = 没有说明要搭建到什么状态为止。
    .help = 请为题目写上 `goal`，或在题库的 `machine` 中写一个通用的。
deck-unreachable-goal = 从给定的步骤出发，找不到达成目标的办法。
    .help = 请检查目标和给定的步骤；如果确有办法，请写在 `answer` 里，加载时会加以检验。
deck-nothing-to-build = 什么都不用搭建，目标已经达成。
    .help = 请减少给定的步骤，或者把目标定得更远一些。
deck-answer-not-right = { $what ->
        [superfluous] 答案的第 { $step } 步对达成目标并无必要，而本题不许有多余的步骤。
        [owes] 答案结束时还有该发而未发的报文段，而本题要求全部发完。
       *[goal] 答案合法，但没有达成目标。
    }
    .help = { $what ->
        [superfluous] 请删去这一步，或去掉 `exactly`。
        [owes] 请补上该发的报文段，或去掉 `quiet`。
       *[goal] 请补上缺少的步骤，或改正目标。
    }

deck-too-few-options = { $count ->
        [0] 没有选项可选。
       *[other] 只有 { $count } 个选项，无从选择。
    }
    .help = 至少要写两个，错误选项最好是人们真有的误解。
deck-no-right-option = 没有一个选项是正确的。
    .help = 请标出正确选项：Right(text: …, because: …)。
deck-duplicate-option = 这个选项与前面的选项文字相同：“{ $found }”。
    .help = 请改写其中一个，否则无法选择。
deck-no-answer = 题目没有说明怎样才算答对。
    .help = 请把正确答案列在 `accept` 里，或用 `state` 由状态机给出答案。
deck-accepts-slip = `{ $found }` 被列为正确答案，但它同时是已知的常见错误。
    .help = 请把它从 `accept` 中删去；如果它其实正确，就从 `slips` 中删去。
deck-too-few-items = { $count ->
        [0] 没有可以排序的内容。
       *[other] 只有 { $count } 项，不足以排序。
    }
    .help = 请写三项或更多，两项靠猜就能答对。
deck-cloze-gap = 空格 {"{"}{ $gap }{"}"} { $count ->
        [0] 没有出现在这段文字中。
       *[other] 在这段文字中出现了 { $count } 次。
    }
    .help = 列出的每个空格在每种语言中都必须恰好出现一次，写作 {"{1}"}、{"{2}"} 等。
deck-cloze-beyond = 文字中有空格 {"{"}{ $gap }{"}"}，而 `gaps` 中只有 { $count } 个。
    .help = 请在 `gaps` 中补上，或从文字中删去。
deck-cloze-no-gap = 这段文字没有要填的空格。
    .help = 请在文字中写上 {"{1}"}，并在 `gaps` 中写出正确答案。
deck-value-answer = Value 题须写 `answer` 或 `segment`，且只写其一。
    .help = 请写出正确的算式（`answer: "x+1"`），或指明某个报文段的字段。
deck-no-sum = `{ $found }` 既不是数，也不是算式。
    .help = 请用整数、名称以及 +、-、× 书写，例如 `x+1` 或 `2MSL`。
deck-no-such-field = 这个报文段没有写出字段 `{ $found }`。
    .help = 请指明轨迹中的报文段，以及其中写出的字段。
deck-value-free = `{ $found }` 取别的数，状态机同样接受。
    .help = 请问由前文可以推出的数，例如 `ack`。
deck-too-few-pairs = { $count ->
        [0] 没有可以配对的内容。
       *[other] 只有 { $count } 对，不足以配对。
    }
    .help = 请写两对或更多。
deck-duplicate-item = 这一项与前面的文字相同：“{ $found }”。
    .help = 请改写其中一项，否则无法区分。

# 题库：检查时提出的建议

deck-term = “{ $found }”不是本应用采用的术语。
    .help = 请写“{ $term }”（{ $en }）。如果题目有意引用错误说法，请加上标签 `quotes-slip`。
deck-half-width-punctuation = 汉字后面用了半角的“{ $found }”。
    .help = 请改用全角的“{ $write }”。
deck-no-citation = 题目 `{ $id }` 没有注明标准的出处。
    .help = 请加上 `cite`，例如 ["RFC 9293 §3.5"]。
deck-citation-form = “{ $found }”不符合出处的写法，应用无法据此查找。
    .help = 请写成 `RFC 9293 §3.10.7.3`，一条只写一节；如果专指其中某项检查，在后面加 (first) 等。
deck-no-explanation = 题目 `{ $id }` 没有说明答案为什么正确。
    .help = 请加上 `explain`，讲清道理，而不是把结论再说一遍。
deck-longest-is-right = 在 { $total } 道只有一个正确选项的题目中，有 { $count } 道的正确选项在{ $language ->
        [zh] 中文
       *[en] 英文
    }里明显最长。
    .help = 请把正确选项中的条件移到 `because` 里，或把错误选项写得充实一些。
deck-all-of-the-above = 这个选项说的是其他选项。
    .help = 选项的次序会打乱，无所谓“以上”。不如把几个选项都标为正确。
deck-no-reason = 这个选项没有写理由。
    .help = 请加上 `because`：它为什么正确，或者人们为什么会误选它。
deck-unknown-after = 没有标识为 `{ $found }` 的题库。
    .help = `after` 列出的是应当先学的题库的标识。
deck-glyph = 应用的字体中没有“{ $found }”（{ $codepoint }），会显示成方框。
    .help = 请换一种写法，或按 assets/fonts/README.md 所说把这个字符加入字体。

content-same-id = 题库“{ $id }”出现了两次，没有使用 { $other } 中的那个。
    .help = 请给其中一个换一个标识和文件名。

machine-base-broken = 这个变体所依据的状态机“{ $base }”本身有错误。
    .help = 请先修好那个状态机。
machine-no-such-base = 没有名为“{ $base }”的状态机，无法据此制作变体。
    .help = 请在 `of` 中写一个已有状态机的标识。
machine-no-such-due = 基础状态机的 `due` 表中没有“{ $found }”。
    .help = 请用其中某一项的标识（id）。

deck-fault-legal = 这段轨迹每一步都合法，没有错可找。
    .help = 请让其中一个报文段出错：改序号、改标志位，或换成另一端发送。没有写出的调用会自动补上，所以单单一个 FIN 不算错。
deck-fault-no-segment = 第 { $step } 步不合法，但它不是某一端发送的报文段。
    .help = 学习者要点选的是报文段。请改正这一步，把错误放在报文段里。
deck-fault-not-unique = 第 { $step } 步有不止一个数错了：{ $fields }。
    .help = 学习者只能指出一处错误。请只留一个错的数，其余改正。
deck-wrong-fault-step = 第一个不合法的不是第 { $found } 步，而是第 { $is } 步。
    .help = 请改正步数；如果轨迹写得与本意不符，请改正轨迹。步骤从 1 数起，调用和定时器也算在内。
deck-wrong-fault-kind = 这里的错误不是 `{ $found }`，而是 `{ $is }`。
    .help = 请改正这个词；如果轨迹写得与本意不符，请改正轨迹。对错以状态机为准。
deck-next-not-unique = 这段轨迹之后应当发送的报文段不止一个：{ $list }。
    .help = 请让轨迹继续，直到只剩一个；如果任何合法的报文段都算对，请写 `any: true`。
deck-next-nothing-due = 这段轨迹之后没有应当发送的报文段。
    .help = 请写出使某个报文段应当发送的调用，例如 `client: close`；或者写 `any: true` 并给出 `answer`。
deck-next-no-segment = `{ $line }` 不是由某一端发送并且送达的报文段。
    .help = 请写一行，例如 "server > ACK seq=v ack=u+1"，后面不加括号说明。
deck-next-not-due = `{ $line }` 本身合法，但没有什么要求发送它。
    .help = { $list ->
        [none] 这段轨迹之后没有应当发送的报文段。请写出使它应当发送的调用，或者写 `any: true`。
       *[other] 应当发送的是 { $list }。请改正答案或轨迹；`any: true` 则接受任何合法的报文段。
    }

deck-nothing-to-draw = 从这个起点出发，状态机出不了这类题目。
    .help = 请换一种题型或换一个起点。

deck-no-such-property = 状态机没有名为 `{ $found }` 的性质。
    .help = 绝不该发生的事列在状态机文件的 `properties` 中。
deck-what-if-empty = 这道假设题没有写出可能发生的事。
    .help = 请写上状态机的一个或多个性质，例如 `never: ["ghost"]`。
deck-what-if-answer = `{ $found }` 不在这道题所问的范围内。
    .help = `answer` 列出 `never` 当中会发生的那些。
deck-what-if-too-wide = 探索器查看了 { $states } 种局面之后放弃，这道题没有答案。
    .help = 请减少允许丢失和重复的个数，或者不允许乱序。
deck-wrong-what-if = 答案与探索器的结果不符。
    .help = { $is ->
        [none] 其中没有一件会发生。
       *[other] 会发生的是：{ $is }。
    }请改正答案；也可以不写，探索器自会得出。

deck-longest-too-often = 在 { $total } 道题中，{ $language ->
        [zh] 中文
       *[en] 英文
    }最长的选项有 { $count } 次是正确的，而瞎猜只会有 { $expected } 次。
    .help = 请缩短正确选项，或加长错误选项，直到从长短看不出答案。
deck-one-sided = 这个题库的 { $count } 道 TrueFalse 题答案全是 { $answer }。
    .help = 请把其中几句改成相反的说法，否则下一题不读就能答。
deck-always-the-same = { $kind ->
        [what-if] 这个题库的 { $count } 道 WhatIf 题，每次可能发生的都是同样多项。
        [next] 这个题库的 { $count } 道 Next 题，答案都是同一个报文段。
       *[states] 这个题库的 { $count } 道 States 题，答案都是同样的状态。
    }
    .help = 请换几条轨迹或改动，使每道题都得想过才能回答。
deck-fault-place = 这个题库的 { $count } 道 Fault 题，错误都在{ $at ->
        [last] 最后一个报文段。
       *[other] 第 { $at } 个报文段。
    }
    .help = 请让有的轨迹在错误之后继续，或把错误放到别处；错误之后的内容不作判断。
deck-order-tells = { $how ->
        [numbers] 各项前面的编号泄露了次序。
        [words] 这样开头，等于说出了这一项的位置。
       *[alphabet] 正确的次序恰好是英文字母的次序。
    }
    .help = { $how ->
        [alphabet] 请换一种说法，使字母次序不再给出答案。
       *[other] 请去掉表示步骤先后的字词。
    }
deck-match-tells = 这道 Match 题有 { $count } 对，一边的文字就包含在另一边里，看一眼就能配上。
    .help = 右边请换一种说法，不要出现左边的词。
deck-same-option = 这一项与前面的“{ $other }”说的是同一回事。
    .help = 请让两者的意思有所不同；大小写、标点、格式和先后次序都不算。
deck-same-question = 题目 `{ $id }` 已经问过了：{ $other }。
    .help = 请改问别的内容，或删去其中一道。
deck-unknown-claim = 标签 `{ $found }` 没有对应的说法。
    .help = fact- 后面应当是 claims.ron 中某条说法的标识。

# 说法列表。

claims-duplicate-id = 标识 `{ $id }` 已被第 { $line } 行的说法占用。
    .help = 请为这条说法另取标识；题目靠标签 fact- 加标识与它对应。
claims-no-correction = 说法 `{ $id }` 不正确，却没有写明正确的是什么。
    .help = 请加上 `holds`。
claims-no-citation = 说法 `{ $id }` 没有注明出处。
    .help = 请加上 `cite`，例如 ["RFC 9293 §3.5"]。
claims-no-question = 说法 `{ $id }` 还没有题目。
    .help = 请给相关的题目加上标签 fact-{ $id }。
