/**
 * Chinese words of programming and their English equivalents, the likeliest first. Written for this
 * project from general knowledge of the field; MIT, as the rest of it. In simplified characters,
 * words of Taiwan too; a word without equivalents asks for nothing. `parseGlossary` says how a line
 * is read.
 */
export const chineseTerms = `
# words of every sentence
哪里:
哪儿:
哪个:
哪些:
哪:
怎么:
怎样:
怎么办:
如何:
什么:
什么样:
为什么:
为何:
何时:
什么时候:
谁:
多少:
几:
这:
那:
这个:
那个:
这里:
那里:
这些:
那些:
这样:
那样:
它:
它们:
我:
我们:
你:
的:
了:
着:
过:
吗:
呢:
吧:
是:
在:
有:
和:
与:
及:
或:
或者:
还是:
以及:
并:
并且:
但:
但是:
而:
因为:
所以:
由于:
如果:
若:
则:
就:
都:
也:
还:
又:
很:
非常:
最:
更:
太:
不:
没有: missing, without
没:
无: without
会:
能:
可以:
可:
要:
应该:
需要: need, require
必须: required, must
请:
把:
被:
让:
给:
对:
对于:
关于:
通过:
根据:
按照:
按:
从:
到:
以:
用:
为:
为了:
于:
之:
其:
所:
某:
某个:
每:
每个: each
每次: every time
各:
时:
时候:
情况:
的话:
之类:
等:
一个:
一:
个:
种:
次: times
只:
仅:
已:
已经: already
仍:
仍然: still
再: again
再次: again, re
重新: again, re
然后: then
之后: after
以后: after
之前: before, previous
以前: before, previous
当前: current
现在: current
目前: current
下一个: next
下一次: next
上一个: previous, last
同时: concurrent, simultaneously
一起: together
总是: always
始终: always
从不: never
原因: reason, cause
理由: reason
方法: method, way
方式: way, mode
办法: way
机制: mechanism
过程: process
意思: meaning
含义: meaning, semantics
作用: role, effect
用途: purpose, use
目的: purpose
区别: difference, distinguish
差异: difference, diff
例子: example
示例: example
范例: example
说明: description, explain
解释: explain, interpret
理解: understand
知道: know
听说:
问题: problem, issue, question
回答: answer
答案: answer
位置: position, location
地方: place
部分: part
代码: code
程式: program
程式码: code
程序: program
项目: project, item
专案: project
工程: project, engineering
人: person
开发者: developer
开发人员: developer
用户: user
使用者: user
管理员: admin, administrator
拥有者: owner
所有者: owner
作者: author
贡献者: contributor
客户: customer, client
成员: member
会员: member
# code and its parts
函数: function
函式: function
方法名: method name
类: class
类别: class, category
子类: subclass
父类: parent class, superclass
基类: base class
派生类: derived class
对象: object
物件: object
实例: instance
变量: variable
变数: variable
常量: constant
常数: constant
参数: parameter, argument
形参: parameter
实参: argument
引数: argument
返回: return
返回值: return value
回传: return
回传值: return value
值: value
数值: number, value, numeric
键: key
键值: key value
键值对: key value pair
名称: name
名字: name
名: name
属性名: property name
别名: alias
命名: name, naming
命名空间: namespace
标识符: identifier, id
识别码: identifier, id
类型: type
型别: type
型: type
种类: kind, type
格式: format
形式: form
字符串: string
字串: string
字符: character, char
字元: character, char
数字: number, digit
整数: integer, int
整型: integer, int
实数: real
浮点: float, floating point
浮点数: float
小数: decimal
小数点: decimal point
分数: fraction, score
布尔: boolean, bool
布尔值: boolean, bool
布林: boolean, bool
真: true
假: false, fake
数组: array
阵列: array
列表: list
清单: list, manifest
串列: list
字典: dictionary, dict
集合: set, collection
元组: tuple
映射: map, mapping
队列: queue
伫列: queue
排队: queue
栈: stack
堆栈: stack
堆叠: stack
栈帧: stack frame, frame
堆: heap
树: tree
节点: node
叶子: leaf
叶: leaf
根: root
图: graph, figure
边: edge
顶点: vertex
链表: linked list
哈希: hash
散列: hash
杂凑: hash
元素: element
条目: entry, item
字段: field
栏位: field, column
属性: property, attribute
特性: feature, trait
性质: property
结构: structure
结构体: struct
数据结构: data structure
资料结构: data structure
联合: union
枚举: enum, enumerate
列举: enum, enumerate
接口: interface, api
介面: interface
界面: interface, ui
抽象: abstract, abstraction
实现: implementation, implement
实作: implementation, implement
继承: inherit, inheritance, extend
父: parent
子: child
子级: child
父级: parent
后代: descendant
祖先: ancestor
兄弟: sibling
下级: child, lower
上级: parent, upper
底层: low level, underlying
顶层: top level
多态: polymorphism
封装: encapsulation, wrap
隐藏: hide, hidden
重写: override, rewrite
覆写: override
覆盖: override, overwrite, cover, coverage
重载: overload, reload
构造: construct
构造函数: constructor
构造器: constructor
建构子: constructor
析构函数: destructor
初始化: initialize, init
初始: initial
初始值: initial value
默认: default
默认值: default
预设: default, preset
预设值: default
缺省: default
基本: basic, base
基础: base, basic
原始: raw, original, primitive
访问: access, visit
存取: access
访问器: accessor
公开: public, expose
公有: public
私有: private
受保护: protected
保护: protect
静态: static
动态: dynamic
全局: global
全域: global
局部: local
本地: local
区域: region, area
范围: range, scope
作用域: scope
域: domain, field
块: block, chunk
区块: block
上下文: context
环境: environment, env
环境变量: environment variable, env
环境变数: environment variable, env
声明: declare, declaration
宣告: declare, declaration
定义: define, definition
赋值: assign, assignment
分配: allocate, assign, allocation
指派: assign
引用: reference, quote
参考: reference
参照: reference
解引用: dereference
指针: pointer
指标: pointer, metric
地址: address
位址: address
内存: memory
记忆体: memory
模块: module
模组: module
包: package
套件: package
软件包: package
库: library
函数库: library
框架: framework
依赖: dependency, depend
依赖项: dependency
相依: dependency
注入: inject, injection
导入: import
汇入: import
导出: export
汇出: export
引入: import, introduce
加载: load
载入: load
调用: call, invoke
呼叫: call, invoke
调用者: caller
调用方: caller
回调: callback
回呼: callback
匿名: anonymous
闭包: closure
递归: recursion, recursive
递回: recursion, recursive
循环: loop, cycle, circular
回圈: loop
迭代: iterate, iteration
迭代器: iterator
遍历: traverse, iterate, walk
重复: repeat, duplicate
条件: condition
分支: branch
语句: statement
陈述式: statement
语法: syntax, grammar
语法树: syntax tree, ast
语义: semantics
表达式: expression
运算式: expression
正则: regex, regular expression
正则表达式: regex, regular expression
正规表示式: regex, regular expression
运算: operation, compute
运算符: operator
运算子: operator
操作: operation, operate
操作符: operator
操作数: operand
加法: addition
减法: subtraction
乘法: multiplication
除法: division
加: add
减: subtract
乘: multiply
除: divide
余数: remainder, modulo
剩余: remaining, rest
其余: rest
商: quotient
总和: sum
总数: total
总: total
平均: average, mean
最大: max, maximum
最大值: maximum, max
最小: min, minimum
最小值: minimum, min
最多: at most, max
最少: at least, min
个数: count
数量: number, quantity, count
次数: count, times
比例: ratio
比率: ratio, rate
百分比: percent, percentage
概率: probability
机率: probability
随机: random
随机数: random
比较: compare, comparison
相等: equal
等于: equal
相同: same, identical
同一: same
一致: consistent, match
匹配: match
不匹配: mismatch
不同: different, differ
大于: greater
小于: less
大: large, big
小: small
长: long
短: short
高: high
低: low
快: fast
慢: slow
新: new
旧: old
空: empty, null
空值: null, empty
为空: empty, null
缺失: missing
缺少: missing, lack
丢失: lost, missing
遗漏: missing, omit
省略: omit
注释: comment
注解: annotation, comment
文档: document, documentation, docs
文件: file, document
档案: file
说明书: manual
手册: manual
源代码: source code, source
源码: source
原始码: source code, source
源: source, origin
来源: source, origin
原文: original
副本: copy, replica
行: line, row
换行: newline, line break
空格: space
空白: whitespace, blank, space
缩进: indent, indentation
制表符: tab
引号: quote
单引号: single quote
双引号: double quote
括号: parenthesis, bracket
花括号: brace
大括号: brace
方括号: bracket
中括号: bracket
尖括号: angle bracket
逗号: comma
句号: period
分号: semicolon
冒号: colon
下划线: underscore, underline
斜杠: slash
反斜杠: backslash
星号: asterisk
问号: question mark
符号: symbol, sign
特殊字符: special character
大写: uppercase, upper
小写: lowercase, lower
大小写: case
前缀: prefix
前置词: prefix
后缀: suffix
后置: suffix, post
分隔符: delimiter, separator
分隔: separate, delimiter
令牌: token
词法: lexer, lexical
词法分析: lexer, tokenize
关键字: keyword
关键词: keyword
保留字: reserved word, keyword
字面量: literal
转义: escape
跳脱: escape
模板: template
范本: template
样板: template, boilerplate
泛型: generic
装饰器: decorator
宏: macro
标志: flag
旗标: flag
标记: mark, token, tag, flag
标签: tag, label
占位符: placeholder
# errors
错误: error
异常: exception
例外: exception
失败: fail, failure
成功: success, succeed
警告: warning, warn
告警: alert, warning
故障: failure, fault
缺陷: defect, bug
漏洞: vulnerability, bug
崩溃: crash
冲突: conflict, collision
碰撞: collision
中断: interrupt, abort
中止: abort
终止: terminate, abort
停止: stop
暂停: pause, suspend
取消: cancel
拒绝: reject, refuse, deny
忽略: ignore, skip
允许: allow, permit
许可: permission, license
禁止: forbid, prohibit, disallow
阻止: prevent, block
阻塞: block, blocking
拦截: intercept
拦截器: interceptor
限制: limit, restrict
约束: constraint
上限: upper limit, max, limit
下限: lower limit, min
超过: exceed, over
超出: exceed, out of
溢出: overflow
不足: insufficient
泄漏: leak
泄露: leak, expose
无效: invalid
有效: valid
有效期: expiration, validity
失效: invalidate, expire
合法: valid, legal
非法: illegal, invalid
正确: correct
不正确: incorrect
正常: normal
验证: validate, verify, validation
校验: validate, check, verify
校验和: checksum
检验: check, verify
检查: check, inspect
检测: detect, check
确认: confirm, acknowledge
确保: ensure
保证: guarantee, ensure
断言: assert, assertion
抛出: throw, raise
引发: raise, trigger, cause
捕获: catch, capture
发生: occur, happen
出现: appear, occur
防止: prevent
避免: avoid
绕过: bypass
恢复: recover, restore, resume
还原: restore, revert
撤销: undo, revoke
回滚: rollback
回退: fallback, rollback
重试: retry
尝试: try, attempt
重启: restart
重发: resend
重用: reuse
复用: reuse
重置: reset
继续: continue, resume
跟踪: track, trace
追踪: trace, track
堆栈跟踪: stack trace
结果: result
消息: message
讯息: message
信息: information, info, message
资讯: information, info
通知: notification, notify
提示: prompt, hint
提醒: remind, alert
报告: report
日志: log, logging
日志记录器: logger
记录器: logger, recorder
记录: record, log
历史: history
级别: level
等级: level, rank
严重性: severity
阈值: threshold
门槛: threshold
调试: debug, debugging
除错: debug
调试器: debugger
断点: breakpoint
诊断: diagnose, diagnostic
审计: audit
监控: monitor
监视: watch, monitor
监听: listen, watch
监听器: listener
侦听: listen
测量: measure
度量: metric, measure
统计: statistics, stats, count
性能: performance
效能: performance
速度: speed
速率: rate
延迟: delay, latency, lazy
延时: delay
惰性: lazy
懒加载: lazy loading
等待: wait, await
超时: timeout
逾时: timeout
过期: expire, expired
到期: expire
截止: deadline
期限: deadline
间隔: interval
周期: period, cycle
生命周期: lifecycle
定期: periodic
定时: timed, schedule
定时器: timer
计时器: timer
频率: frequency
时间: time
时间戳: timestamp
时刻: time
小时: hour
分钟: minute
秒: second
毫秒: millisecond
日期: date
星期: weekday, week
月: month
年: year
时区: timezone
日历: calendar
计划: plan, schedule
调度: schedule, dispatch
调度器: scheduler
排程: schedule
预定: schedule, reserve
开始: start, begin
启动: start, launch, boot
入口: entry point, entry
出口: exit
结束: end, finish
退出: exit, quit
完成: complete, finish
终点: end
进度: progress
状态: state, status
状态码: status code
首次: first
第一: first
第一个: first
第二: second
最后: last, final
最终: final
最新: latest
最近: recent
临时: temporary, temp
暂时: temporary
永久: permanent
持久: persistent
持久化: persist, persistence
保持: keep, maintain
保留: keep, retain, preserve
保存: save, store
存储: store, storage
储存: store, save
存储库: repository
仓库: repository, warehouse
缓存: cache
快取: cache
缓冲: buffer
缓冲区: buffer
记住: remember
忘记: forget
# actions
处理: handle, process
处理器: handler, processor
处理程序: handler
执行: execute, run
执行器: executor
运行: run, running
运行时: runtime
行为: behavior
动作: action
任务: task, job
作业: job
工作: work, job
工作线程: worker
工作者: worker
业务: business
命令: command
指令: instruction, command, directive
命令行: command line, cli
生成: generate, create
产生: generate, produce
生成器: generator
创建: create
建立: create, establish, build
新建: create, new
制作: make
编写: write
删除: delete, remove
移除: remove
去除: remove, strip
去掉: remove, strip
清除: clear, clean
清空: clear, empty
清理: clean, cleanup
添加: add, append
新增: add, create
增加: add, increase
追加: append
附加: append, attach
附件: attachment
插入: insert
放入: put, insert
取出: take out, get
弹出: pop, popup
压入: push
推送: push
拉取: pull
提取: extract
抽取: extract
获取: get, fetch, obtain
取得: get, obtain
得到: get
获得: obtain, get
接收: receive
接收方: receiver
接受: accept
收到: receive, received
收集: collect
采集: collect
发送: send
发来: send
发出: emit, send
发送方: sender
传输: transfer, transmit
传送: send, transfer
传递: pass, propagate
传入: pass in, incoming
传回: return, send back
传播: propagate
转发: forward
广播: broadcast
共享: share, shared
分享: share
交换: exchange, swap
替换: replace
取代: replace
代替: replace, instead
更改: change
改变: change
变更: change
变化: change
修改: modify, change
修改后: modified
修复: fix, repair
修正: fix, correct
编辑: edit
编辑器: editor
更新: update
刷新: refresh, flush
升级: upgrade
降级: downgrade
改进: improve
扩展: extend, extension
扩展名: extension
扩充: extend
展开: expand, unfold
折叠: fold, collapse
缩小: shrink
压缩: compress, minify
减少: reduce, decrease
增长: grow
累积: accumulate
累计: accumulate, total
聚合: aggregate
汇总: aggregate, summary
拆分: split
分割: split
分开: separate, split
分离: separate, detach
切分: split
切片: slice
截断: truncate
截取: slice, truncate
裁剪: trim, crop
修剪: trim, prune
片段: fragment, snippet
分片: shard, chunk
合并: merge, combine
结合: combine
组合: combine, composition, compose
拼接: concatenate, join
连接: connect, connection, join
连线: connection, connect
链接: link
链: chain
移动: move
迁移: migrate, migration
搬移: move
复制: copy, duplicate, replicate
拷贝: copy
克隆: clone
嵌套: nested, nest
巢状: nested
重叠: overlap
查找: find, lookup, search
寻找: find, search
搜索: search
搜寻: search
查询: query
检索: retrieve, search
发现: discover, find
识别: identify, recognize
区分: distinguish, differentiate
判断: determine, judge, check
决定: decide, determine
确定: determine, certain
选择: select, choose
选取: select
选项: option
可选: optional
必填: required
必要: necessary, required
要求: require, requirement
需求: requirement
请求: request
响应: response
回应: response
回复: reply
排序: sort, order
排列: arrange, permutation
顺序: order, sequence
次序: order
依次: sequentially, in order
优先: priority, precedence
优先级: priority, precedence
优先权: priority
反向: reverse
反转: reverse, invert
逆序: reverse order
倒序: reverse order
旋转: rotate
点击: click
按下: press
拖动: drag
拖拽: drag
滚动: scroll
输入: input, enter
输出: output
打印: print
列印: print
读取: read
读: read
只读: read only, readonly
读入: read
写入: write
写入器: writer
写出: write
写: write
读取器: reader
阅读: read
使用: use
利用: use
应用: apply, application
应用程序: application
启用: enable
激活: activate
禁用: disable
停用: disable
打开: open
开启: open, enable
关闭: close, shutdown
锁: lock
锁定: lock
加锁: lock
解锁: unlock
互斥: mutual exclusion, mutex
互斥锁: mutex
释放: release, free
解除: release
解决: resolve, solve
解析: parse, resolve
解析器: parser, resolver
剖析: parse, profile
分析: analyze, analysis
分析器: analyzer
翻译: translate
编译: compile
编译器: compiler
构建: build
组装: assemble
打包: bundle, package
部署: deploy
发布: publish, release
发行: release
安装: install
提供: provide
提供者: provider
供应商: vendor, provider
消费: consume
消费者: consumer
生产者: producer
订阅: subscribe, subscription
订阅者: subscriber
发布者: publisher
注册: register, registration
注册表: registry
登记: register
注销: unregister, logout
登录: login
登入: login
登出: logout
认证: authenticate, authentication
鉴权: authorization, auth
身份: identity
身份验证: authentication
授权: authorize, authorization
证书: certificate
凭证: credential
凭据: credential
权限: permission, privilege
批准: approve
密码: password
密钥: key, secret key
公钥: public key
私钥: private key
加密: encrypt, encryption
解密: decrypt
秘密: secret
签名: signature, sign
签章: signature
安全: safe, security, secure
安全性: security, safety
策略: policy, strategy
规则: rule
约定: convention
规范: specification, standard
攻击: attack
恶意: malicious
伪造: forge, forgery
危险: dangerous, unsafe
信任: trust
可靠: reliable
违反: violate, violation
敏感: sensitive
隐私: privacy
遮盖: mask
屏蔽: mask, block
进入: enter
离开: leave
去: go
来: come
遵循: follow
跟随: follow
通过测试: pass
跳过: skip
略过: skip
跳转: jump, redirect
重定向: redirect
重新导向: redirect
持续: continuous, last
留下: leave
拥有: own, have
持有: hold
包含: contain, include
包括: include
排除: exclude
除外: except
属于: belong
指向: point
指定: specify, designate
专用: dedicated, specialized
特定: specific
设置: set, setting, configuration
设定: setting, set, configuration
配置: configuration, config, configure
配置文件: config file, configuration
组态: configuration
首选项: preferences
组件: component
元件: component
部件: part, component
控件: control, widget
小部件: widget
计数: count
计数器: counter
计算: compute, calculate
估计: estimate
预测: predict
近似: approximate
四舍五入: round
取整: round, floor
丢弃: discard, drop
抛弃: discard
废弃: deprecated, discard
弃用: deprecated
放弃: give up, abandon
销毁: destroy, dispose
破坏: break, destroy
损坏: corrupt, damaged, broken
下载: download
上传: upload
填充: fill, padding
填写: fill
边距: margin
内边距: padding
布局: layout
版面: layout
放置: place
绘制: draw, render
渲染: render, rendering
画: draw
屏幕: screen
萤幕: screen
视图: view
检视: view
显示: display, show
表示: represent, indicate
看到: see
可见: visible
窗口: window
视窗: window
按钮: button
菜单: menu
选单: menu
对话框: dialog
弹窗: popup, dialog
表单: form
表: table
表格: table
列: column, list
栏: column
单元格: cell
网格: grid
页面: page
页: page
分页: pagination, paging
标题: title, heading
头部: header, head
页眉: header
页脚: footer
正文: body
主体: body, main
内容: content
文本: text
文字: text
字体: font
颜色: color
背景: background
边框: border
外观: appearance
大小: size
尺寸: size
宽度: width
宽: width
高度: height
长度: length
深度: depth
深层: deep
浅: shallow
面积: area
权重: weight
重量: weight
坐标: coordinate
方向: direction
左: left
右: right
上: up, above
下: down, below
前: before, front
后: after, back
前面: front, before
后面: back, after
内: inside, inner
外: outside, outer
内部: internal, inside
外部: external, outside
里: inside
中: middle, in
中心: center
中间: middle, intermediate
中间件: middleware
之间: between
周围: around
边界: boundary, border
角: corner, angle
圆: circle
线: line
矩形: rectangle
三角形: triangle
曲线: curve
动画: animation
过渡: transition
转换: convert, transform, conversion
转换器: converter
变换: transform
切换: switch, toggle
开关: switch, toggle
效果: effect
副作用: side effect
影响: affect, impact
样式: style
主题: theme, topic
图标: icon
图像: image
图片: image, picture
照片: photo
视频: video
声音: sound
音频: audio
播放: play
录制: record
字幕: subtitle
# files and systems
文件名: file name
文件夹: folder, directory
资料夹: folder, directory
目录: directory
路径: path
相对路径: relative path
绝对路径: absolute path
磁盘: disk
硬盘: disk, drive
容量: capacity
解压: decompress, unzip, extract
备份: backup
同步: synchronize, sync, synchronous
异步: asynchronous, async
非同步: asynchronous, async
并行: parallel
平行: parallel
并发: concurrent, concurrency
线程: thread
执行绪: thread
协程: coroutine
多个: multiple
多: many, multiple
多重: multiple
单个: single
单一: single
单独: separate, alone
一次: once
两个: two, both
两次: twice
另一个: another, other
其他: other
别的: other
个别: individual
整个: whole, entire
全部: all, entire
所有: all
部分地: partially
公共: public, common
共同: common
通用: generic, common
一般: general
普通: ordinary, normal, plain
特殊: special
唯一: unique
自己: self, itself
自身: self, itself
本身: itself
自动: automatic, auto
自动补全: autocomplete, completion
补全: completion
手动: manual
强制: force
进程: process
子进程: child process, subprocess
主进程: main process
父进程: parent process
行程: process
服务: service
服务器: server
伺服器: server
服务端: server
客户端: client
用户端: client
后台: background, backend
后端: backend
前端: frontend
前台: foreground
守护进程: daemon
内核: kernel
核心: core, kernel
操作系统: operating system, os
作业系统: operating system, os
系统: system
设备: device
装置: device
机器: machine
虚拟: virtual
虚拟机: virtual machine, vm
容器: container
主机: host
网络: network
网路: network
通信: communication
协议: protocol
协定: protocol
端口: port
连接埠: port
套接字: socket
会话: session
头: header, head
请求头: request header
域名: domain
代理: proxy, agent
委托: delegate
网关: gateway
路由: route, routing
路由器: router
端点: endpoint
断开: disconnect
断线: disconnect
重连: reconnect
远程: remote
远端: remote
分布式: distributed
分布: distribution
负载: load, payload
负载均衡: load balancing
过载: overload
带宽: bandwidth
频宽: bandwidth
防火墙: firewall
流: stream, flow
串流: stream
流程: flow, process
流量: traffic
索引: index
下标: index, subscript
编号: number, id
序号: index, sequence number
序列: sequence
序列化: serialize, serialization
反序列化: deserialize, deserialization
数据: data
资料: data
数据库: database
资料库: database
事务: transaction
交易: transaction
提交: commit, submit
隔离: isolate, isolation
隔离级别: isolation level
死锁: deadlock
竞争: race, contention
竞态: race condition
原子: atomic
原子性: atomicity
一致性: consistency
完整性: integrity
完整: complete, full
模式: pattern, mode, schema
架构: architecture, schema
外键: foreign key
主键: primary key
规范化: normalize
标准化: normalize, standardize
关系: relation, relationship
关联: association, relate
对应: correspond
投影: projection
过滤: filter
过滤器: filter
筛选: filter, select
加工: process
组: group
分组: group, grouping
群组: group
分类: classify, category
限定: qualify, limit
修饰符: modifier
版本: version
修订: revision
变更日志: changelog
更新日志: changelog
兼容: compatible
兼容性: compatibility
相容: compatible
向后兼容: backward compatible
支持: support
支援: support
官方: official
标准: standard
标准输出: stdout, standard output
标准输入: stdin, standard input
标准错误: stderr, standard error
契约: contract
承诺: promise
未来: future
编码: encode, encoding
解码: decode
字符集: charset
乱码: garbled, mojibake
字节: byte
位元组: byte
位: bit
二进制: binary
十进制: decimal
十六进制: hexadecimal, hex
进制: base, radix
混淆: obfuscate
优化: optimize, optimization
调优: tuning
成本: cost
开销: overhead
资源: resource
配额: quota
池: pool
连接池: connection pool
垃圾: garbage
垃圾回收: garbage collection, gc
回收: recycle, reclaim
事件: event
信号: signal
触发: trigger
触发器: trigger
钩子: hook
观察: observe
观察者: observer
时钟: clock
睡眠: sleep
唤醒: wake
推迟: defer, postpone
立即: immediately
马上: immediately
批量: batch, bulk
批处理: batch
批次: batch
速度快: fast
# patterns and practice
设计: design
设计模式: design pattern
层次: hierarchy, layer
层: layer, level
层级: hierarchy, level
模型: model
控制: control
控制器: controller
适配器: adapter
配接器: adapter
插件: plugin
外挂: plugin
工厂: factory
单例: singleton
职责: responsibility
责任: responsibility
内聚: cohesion
耦合: coupling
松散: loose
严格: strict
精确: exact, precise
准确: accurate
精度: precision
灵活: flexible
简单: simple
简化: simplify
简洁: concise
复杂: complex
复杂度: complexity
显式: explicit
明确: explicit, clear
隐式: implicit
不可变: immutable
不变: invariant, immutable
可变: mutable
可变参数: variadic, varargs
固定: fixed
幂等: idempotent
纯函数: pure function
纯: pure
高阶函数: higher order function
快捷键: shortcut, keybinding
快捷方式: shortcut
键盘: keyboard
鼠标: mouse
光标: cursor
游标: cursor
焦点: focus
高亮: highlight
突出: highlight
工具: tool
工具栏: toolbar
状态栏: status bar
侧边栏: sidebar
帮助: help
语言: language
多语言: multilingual, i18n
国际化: internationalization, i18n
本地化: localization, l10n
测试: test
单元测试: unit test
单元: unit
集成: integrate, integration
整合: integrate, integration
集成测试: integration test
回归: regression
模拟: mock, simulate
伪: fake, pseudo
桩: stub
期望: expect, expected
预期: expected
实际: actual
准备: prepare, setup
清理步骤: cleanup, teardown
步骤: step
阶段: stage, phase
夹具: fixture
覆盖率: coverage
质量: quality
品质: quality
评审: review
审查: review
重构: refactor, refactoring
重命名: rename
许可证: license
版权: copyright
贡献: contribute
教程: tutorial
指南: guide
工作流: workflow
管道: pipeline, pipe
流水线: pipeline
脚本: script
终端: terminal
控制台: console
主控台: console
交互: interact, interactive
互动: interaction
循环引用: circular reference, cycle
对象图: object graph
无限: infinite
无限循环: infinite loop
死循环: infinite loop
有限: finite
相互: mutual
信号量: semaphore
临界区: critical section
基准: benchmark, baseline
基准测试: benchmark
平衡: balance
均匀: uniform
偏差: bias, deviation
近: near
远: far
距离: distance
相似: similar
相似度: similarity
学习: learn
训练: train, training
推理: inference
推断: infer
神经网络: neural network
梯度: gradient
损失: loss
向量: vector
矩阵: matrix
维度: dimension
轴: axis
样本: sample
误差: error
插值: interpolate, interpolation
词: word
单词: word
词汇: vocabulary
段落: paragraph
可能: possible, may
不可能: impossible
稳定: stable
不稳定: unstable, flaky
容易: easy
困难: difficult
好: good
坏: bad
干净: clean
脏: dirty
重: heavy
轻量: lightweight
原样: as is, unchanged
替代: alternative, fallback
备用: fallback, spare
候选: candidate
目标: target, goal
目的地: destination
起源: origin
跨域: cross origin
期间: during
直接: direct
间接: indirect
任意: arbitrary, any
额外: extra, additional
不够: insufficient
足够: enough
互相: each other
账户: account
账号: account
帐号: account
余额: balance
金额: amount
价格: price
费用: fee, cost
折扣: discount
税: tax
支付: payment, pay
付款: payment
退款: refund
订单: order
商品: product, item
产品: product
库存: inventory, stock
购物车: cart
配送: shipping, delivery
收据: receipt
发票: invoice
账单: bill, invoice
公司: company
部门: department
员工: employee
银行: bank
市场: market
港口: harbour, port
船: ship, boat
货物: cargo, goods
车辆: vehicle
道路: road
地图: map
站: station, site
学生: student
学校: school
课程: course, class
病人: patient
医院: hospital
书: book
信: letter, mail
邮件: mail, email
邮箱: mailbox, email
电话: phone
聊天: chat
对话: conversation, dialog
评论: comment, review
朋友: friend
游戏: game
得分: score
比赛: match, game
`;
