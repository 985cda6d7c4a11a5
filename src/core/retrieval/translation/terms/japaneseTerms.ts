/**
 * Japanese words of programming and their English equivalents, the likeliest first. Written for
 * this project from general knowledge of the field; MIT, as the rest of it. Verbs and adjectives
 * are in the form that dictionaries list; a word without equivalents asks for nothing.
 * `parseGlossary` says how a line is read.
 */
export const japaneseTerms = `
# words of every sentence
どこ:
どの:
どれ:
どんな:
どう:
どうやって:
どのように:
どうすれば:
なぜ:
なに:
何:
何故:
いつ:
誰:
いくつ:
いくら:
これ:
それ:
あれ:
この:
その:
ここ:
そこ:
こと:
もの:
とき:
時:
場合:
ため:
よう:
など:
または:
あるいは:
そして:
しかし:
ただし:
もし:
ある:
いる:
する:
なる:
できる:
れる:
られる:
ください:
です:
ます:
ました:
ません:
でしょうか:
について:
関する:
関連:
対する:
対して:
通して:
通じて:
及び:
および:
各:
全て: all
すべて: all
全部: all
一番:
最も:
非常に:
もっと:
理由: reason
方法: way
やり方: way
仕方: way
仕組み: mechanism
意味: meaning, semantics
役割: role
目的: purpose
違い: difference, diff
差: difference
差分: diff, delta
例: example
事例: case, example
説明: description, explain
理解: understand
質問: question
回答: answer
答え: answer
知る: know
教える:
箇所: place, location
場所: place, location
位置: position, location
部分: part
過程: process
段階: stage, step, level
コード: code
プログラム: program
プロジェクト: project
人: person, user
開発者: developer
利用者: user
使用者: user
ユーザー: user
ユーザ: user
管理者: admin, administrator, manager
所有者: owner
作者: author
作成者: author, creator
貢献者: contributor
顧客: customer, client
会員: member
# code and its parts
関数: function
メソッド: method
クラス: class
オブジェクト: object
インスタンス: instance
変数: variable
定数: constant
引数: argument, parameter
仮引数: parameter
実引数: argument
パラメータ: parameter
パラメーター: parameter
返り値: return value
戻り値: return value
返却値: return value
返却: return
返す: return
戻す: return, restore, revert
戻る: return, back
値: value
鍵: key
キー: key
名前: name
名称: name
別名: alias
名前空間: namespace
識別子: identifier, id
型: type
型名: type name
種類: kind, type
種別: kind, type
形式: format, form
書式: format
形: shape, form
文字列: string
文字: character, char
数字: digit, number
数値: number, numeric
数: number, count
整数: integer, int
実数: real, float
浮動小数点: floating point, float
小数: decimal
小数点: decimal point
分数: fraction
真偽値: boolean, bool
論理値: boolean
真: true
偽: false
配列: array
一覧: list
リスト: list
辞書: dictionary, dict, map
連想配列: map, dictionary
集合: set
組: pair, tuple, set
束: bundle
タプル: tuple
マップ: map
キュー: queue
待ち行列: queue
スタック: stack
ヒープ: heap
木: tree
ツリー: tree
節点: node
ノード: node
葉: leaf
根: root
ルート: root, route
グラフ: graph
辺: edge
頂点: vertex
連結リスト: linked list
ハッシュ: hash
要素: element
項目: item, entry
メンバー: member
フィールド: field
属性: attribute, property
プロパティ: property
特性: trait, property, characteristic
性質: property
構造: structure
構造体: struct
データ構造: data structure
共用体: union
列挙: enum, enumerate
列挙型: enum
列挙子: enumerator
インターフェース: interface
インタフェース: interface
インターフェイス: interface
抽象: abstract
抽象化: abstraction
実装: implementation, implement
継承: inherit, inheritance, extend
親: parent
子: child
子孫: descendant
祖先: ancestor
先祖: ancestor
兄弟: sibling
下位: lower, child, sub
上位: upper, parent, super
基底: base
派生: derived, derive
多態性: polymorphism
カプセル化: encapsulation
隠蔽: hide, hidden
上書き: overwrite, override
再定義: redefine, override
オーバーライド: override
オーバーロード: overload
コンストラクタ: constructor
コンストラクター: constructor
デストラクタ: destructor
初期化: initialize, init
初期値: initial value, default
初期: initial
デフォルト: default
既定: default
既定値: default
規定値: default
省略: omit, default
省略時: default
基本: base, basic
原始: primitive
プリミティブ: primitive
生: raw
アクセス: access
アクセサ: accessor
ゲッター: getter
セッター: setter
公開: public, publish, expose
非公開: private
保護: protect, protected
静的: static
動的: dynamic
大域: global
グローバル: global
局所: local
ローカル: local
範囲: range, scope
領域: region, area
区域: region, area
スコープ: scope
ブロック: block
文脈: context
コンテキスト: context
環境: environment, env
環境変数: environment variable, env
宣言: declare, declaration
定義: define, definition
代入: assign, assignment
割り当て: assign, allocate, allocation
割り当てる: assign, allocate
参照: reference
ポインタ: pointer
アドレス: address
番地: address
メモリ: memory
モジュール: module
パッケージ: package
ライブラリ: library
フレームワーク: framework
依存: depend, dependency
依存関係: dependency
依存性: dependency
注入: inject, injection
読み込む: load, read, import
読み込み: load, read
読み取る: read
読み取り: read
読み出す: read
読む: read
書き込む: write
書き込み: write
書き出す: write, export, output
書く: write
書き換える: rewrite, modify
書き直す: rewrite
取り込む: import, capture, ingest
呼び出す: call, invoke
呼び出し: call, invocation
呼び出し元: caller
呼び出し側: caller
呼ぶ: call
コールバック: callback
ラムダ: lambda
無名: anonymous
匿名: anonymous
クロージャ: closure
再帰: recursion, recursive
再帰的: recursive
繰り返す: repeat, loop, iterate
繰り返し: loop, repeat, iteration
反復: iterate, iteration, loop
反復子: iterator
イテレータ: iterator
走査: traverse, scan, iterate
巡回: traverse, visit
ループ: loop
条件: condition
条件分岐: branch, if, conditional
条件付き: conditional
分岐: branch
文: statement, sentence
構文: syntax
構文解析: parse, parsing
構文木: syntax tree, ast
文法: grammar, syntax
表現: expression, representation
式: expression
正規表現: regex, regular expression
演算: operation, arithmetic
演算子: operator
被演算子: operand
加算: add, addition
減算: subtract, subtraction
乗算: multiply, multiplication
除算: divide, division
剰余: remainder, modulo
余り: remainder
残り: rest, remaining
商: quotient
合計: sum, total
総数: total
平均: average, mean
最大: max, maximum
最大値: maximum, max
最小: min, minimum
最小値: minimum, min
個数: count, number
件数: count, number
回数: count, times
回: times
割合: ratio, rate
比率: ratio
確率: probability
乱数: random
無作為: random
ランダム: random
比較: compare, comparison
等しい: equal
等価: equal, equivalent
同じ: same
同一: same, identical
一致: match
不一致: mismatch
異なる: different, differ
違う: different, differ
大きい: large, big
大きな: large, big
小さい: small
小さな: small
長い: long
短い: short
多い: many
少ない: few
高い: high
低い: low
速い: fast
早い: early, fast
遅い: slow, late
新しい: new
新規: new
新た: new
古い: old, stale
空: empty
空の: empty
空文字: empty string
無い: missing, without
ない:
なし: none, without
欠ける: missing
欠落: missing
欠損: missing
注釈: comment, annotation
コメント: comment
文書: document, documentation
ドキュメント: document, documentation, docs
説明書: manual
手引き: guide
ソース: source
元: original, source
原本: original
写し: copy
行: line, row
改行: newline, line break
空白: whitespace, space, blank
字下げ: indent, indentation
インデント: indent, indentation
引用符: quote
括弧: parenthesis, bracket
丸括弧: parenthesis
角括弧: bracket
波括弧: brace
読点: comma
句点: period
コンマ: comma
カンマ: comma
下線: underline, underscore
記号: symbol, sign
符号: sign, code
特殊文字: special character
大文字: uppercase, upper
小文字: lowercase, lower
全角: full width
半角: half width
接頭辞: prefix
接尾辞: suffix
区切り: delimiter, separator
区切り文字: delimiter, separator
区切る: separate, split
トークン: token
字句解析: lexer, tokenize
キーワード: keyword
予約語: reserved word, keyword
リテラル: literal
エスケープ: escape
テンプレート: template
雛形: template
ひな形: template
総称型: generic
ジェネリック: generic
アノテーション: annotation
デコレータ: decorator
マクロ: macro
フラグ: flag
旗: flag
印: mark
目印: mark, marker
# errors
エラー: error
誤り: error, mistake
間違い: mistake, error
間違う: wrong
間違った: wrong
例外: exception
失敗: fail, failure
成功: success, succeed
警告: warning, warn
障害: failure, outage
故障: failure
欠陥: defect, bug
不具合: bug, defect
バグ: bug
問題: problem, issue
課題: issue, task
衝突: conflict, collision
競合: conflict, race
中断: abort, interrupt
中止: abort, cancel
停止: stop, halt
止める: stop
止まる: stop
打ち切る: abort, cut off
取り消す: cancel, undo
取り消し: cancel, undo
キャンセル: cancel
拒否: reject, deny, refuse
却下: reject
無視: ignore
許可: allow, permission, permit
許す: allow, permit
許容: allow, tolerance
禁止: forbid, prohibit, disallow
遮断: block
ブロックする: block
制限: limit, restrict, restriction
制約: constraint
上限: upper limit, max, limit
下限: lower limit, min
限度: limit
限界: limit
超過: exceed
超える: exceed, over
溢れる: overflow
オーバーフロー: overflow
不足: insufficient, lack
漏れ: leak
漏洩: leak
抜け: missing
正しい: correct, valid
正常: normal
異常: abnormal, error
有効: valid, enable, enabled
無効: invalid, disable, disabled
無効化: invalidate, disable
有効化: enable, activate
有効期限: expiration, expire
妥当性: validity, validation
検証: validate, verify, validation
検査: check, inspect, test
点検: check, inspect
確認: check, confirm, verify
確かめる: check, verify
保証: guarantee, ensure
断言: assert
表明: assertion
投げる: throw, raise
捕捉: catch, capture
捕まえる: catch
受け止める: catch
発生: occur, raise
起きる: happen, occur
起こる: happen, occur
起こす: raise, cause
防止: prevent
防ぐ: prevent
避ける: avoid
回避: avoid, workaround
迂回: bypass
復旧: recover, recovery
復元: restore
回復: recover, recovery
元に戻す: undo, revert, restore
巻き戻す: rollback, rewind
ロールバック: rollback
再試行: retry
リトライ: retry
再起動: restart
再送: resend, retransmit
再利用: reuse
再設定: reset
再開: resume
リセット: reset
追跡: trace, track
トレース: trace
原因: cause
結果: result
症状: symptom
メッセージ: message
通知: notification, notify
案内: guide, notice
報告: report
報告書: report
ログ: log
ロガー: logger
記録: record, log
履歴: history
水準: level
重要度: severity, importance
重大度: severity
しきい値: threshold
閾値: threshold
デバッグ: debug, debugging
デバッガ: debugger
中断点: breakpoint
診断: diagnose, diagnostic
監査: audit
監視: watch, monitor
見張る: watch
計測: measure
測定: measure
指標: metric, indicator
統計: statistics, stats
性能: performance
速度: speed
遅延: delay, lazy, latency
遅らせる: delay, defer
延期: postpone, defer
後回し: defer
待つ: wait, await
待機: wait, pending
待ち: wait
待ち時間: wait time, latency
制限時間: timeout
時間切れ: timeout
タイムアウト: timeout
期限: deadline, expiration
期限切れ: expired, expire
失効: expire, revoke
間隔: interval
周期: period, cycle
定期的: periodic
定期: periodic
頻度: frequency
時間: time, hour
時刻: time
秒: second
分: minute
日付: date
日時: datetime, date
曜日: weekday
週: week
月: month
年: year
暦: calendar
予定: schedule, planned
予約: reserve, schedule
開始: start, begin
始める: start, begin
始まる: start, begin
入口: entry, entrance
出口: exit
終わる: finish, end
終了: exit, end, finish, terminate
完了: complete, finish
完成: complete
終端: end, terminal
進行: progress
進捗: progress
状態: state, status
状況: status, situation
状態コード: status code
最初: first
最後: last
最終: last, final
最新: latest
最近: recent
現在: current
今: current
既に: already
すでに: already
まだ: yet, still
次: next
前: previous, before
後: after
以前: previous, before
以降: since, after
直前: just before
直後: right after
常に: always
一時: temporary, temp
一時的: temporary
一時停止: pause, suspend
永続: persistent
永続化: persist, persistence
寿命: lifetime
維持: keep, maintain
保持: hold, keep, retain
保つ: keep, preserve
保存: save, store
格納: store
保管: store, keep
倉庫: warehouse, store
貯蔵: storage
覚える: remember
忘れる: forget
# actions
処理: handle, process
処理系: processor, implementation
ハンドラ: handler
実行: run, execute, execution
実行時: runtime
実行環境: runtime, environment
動かす: run, move
動く: run, work
動作: behavior, work, action
挙動: behavior
振る舞い: behavior
振舞い: behavior
作業: task, work, job
仕事: job, work
命令: instruction, command
指示: instruct, direct
コマンド: command
コマンドライン: command line, cli
生成: generate, create
作成: create, make
作る: create, make, build
組み立てる: assemble, build
組み立て: assemble, build
削除: delete, remove
消す: delete, erase, clear
消去: erase, clear
除去: remove
取り除く: remove, strip
除く: exclude, remove
外す: remove, detach
掃除: clean, cleanup
片付け: cleanup
後片付け: cleanup, teardown
後始末: cleanup, teardown
整理: clean up, organize
追加: add, append
加える: add
足す: add
付ける: attach, add
付与: attach, grant
挿入: insert
差し込む: insert
入れる: insert, put
取り出す: take out, extract, pop, get
抽出: extract
取得: get, fetch, obtain, acquire
得る: get, obtain
獲得: acquire
受け取る: receive, accept
受ける: receive, accept
受信: receive
受け付ける: accept
受け入れる: accept
送る: send
送信: send, transmit
送り出す: send, emit
転送: transfer, forward
伝送: transmit
渡す: pass
引き渡す: pass, hand over
届く: arrive, delivered
届ける: deliver
配信: deliver, distribute
伝播: propagate
伝える: pass, propagate
放送: broadcast
共有: share, shared
交換: exchange, swap
置換: replace, substitute
置き換える: replace
差し替える: replace
入れ替える: swap, replace
変える: change
変わる: change
変更: change, modify
変化: change
変形: transform
変換: convert, transform, conversion
変換器: converter, transformer
修正: fix, modify
直す: fix
訂正: correct
編集: edit
更新: update, refresh
更新する: update
再読み込み: reload
改善: improve
向上: improve
拡張: extend, extension
拡張子: extension
拡張機能: extension
展開: expand, deploy, unpack
広げる: expand
折りたたむ: collapse, fold
縮小: shrink
減らす: reduce, decrease
減る: decrease
減少: decrease
増やす: increase
増える: increase, grow
増加: increase, increment
累積: accumulate
蓄積: accumulate
積む: push, stack
集める: collect, gather
収集: collect, gather
集計: aggregate
集約: aggregate
集まり: collection, group
コレクション: collection
分ける: split, divide
分かれる: split
分割: split, divide, partition
分離: separate, isolate
切る: cut, split
切り取る: cut, trim
切り詰める: truncate
切り捨てる: truncate, discard
切り上げる: ceil, round up
切り替える: switch, toggle
切り替え: switch, toggle
切断: disconnect
断片: fragment
塊: chunk
かたまり: chunk
結合: join, combine, merge
統合: integrate, merge, integration
合成: compose, composite
合わせる: combine, merge, match
まとめる: combine, group, batch
まとめて: at once, batch
連結: concatenate, link
繋ぐ: connect, chain
つなぐ: connect, chain
連鎖: chain
移動: move
移す: move, transfer
移行: migrate, migration
複写: copy
複製: clone, copy, duplicate, replicate
コピー: copy
重複: duplicate
重なる: overlap
入れ子: nested, nest
ネスト: nest, nested
探す: find, search, look up
見つける: find
見つかる: found, find
検索: search, find, lookup
探索: search, explore
照会: query, lookup
問い合わせ: query, inquiry
検出: detect
検知: detect
発見: discover, find
認識: recognize
識別: identify
区別: distinguish, differ
判別: determine, distinguish
判断: decide, judge
判定: determine, judge, check
決定: decide, determine
決める: decide, determine
決まる: decided, determined
選択: select, choose, selection
選ぶ: select, choose
選択肢: option, choice
任意: optional, arbitrary
必須: required, mandatory
必要: need, require, required
要求: request, require
要件: requirement
依頼: request
リクエスト: request
応答: response, respond
レスポンス: response
返信: reply
整列: sort, align
並べ替え: sort
並べ替える: sort
並べる: arrange, list
並ぶ: order, side by side
ソート: sort
順番: order, sequence
順序: order, sequence
順: order
順に: sequentially, in order
順位: rank
優先: priority, precedence, prefer
優先順位: priority, precedence
優先度: priority
優先順: precedence, priority
逆: reverse, inverse
逆順: reverse order
反転: invert, reverse
回転: rotate, rotation
押す: press, push
押し込む: push
引く: pull, subtract
引き出す: pull, withdraw
置く: put, place
配置: place, layout, arrange
設置: place, install
クリック: click
入力: input, enter
出力: output
出力先: output, sink, destination
印刷: print
表示: display, show
示す: show, indicate
見せる: show
見える: visible, see
見る: see, view
現れる: appear
隠す: hide
非表示: hidden, hide
使う: use
使用: use, usage
使い方: usage
利用: use
適用: apply
活性: active
オン: on
オフ: off
開く: open
開ける: open
閉じる: close
閉める: close
施錠: lock
排他: exclusive
排他制御: mutual exclusion, mutex, lock
ロック: lock
解除: release, unlock, clear
解放: release, free
解決: resolve, solve
解く: solve, resolve
解釈: interpret
解析: parse, analyze, analysis
解析器: parser
パーサー: parser
パース: parse
分析: analyze, analysis
翻訳: translate, translation
コンパイル: compile
コンパイラ: compiler
ビルド: build
構築: build, construct
構成: configuration, compose
構成要素: component
部品: component, part
デプロイ: deploy
配備: deploy
配布: distribute, distribution
リリース: release
公表: publish
インストール: install
導入: introduce, install
提供: provide
提供者: provider
供給: supply, provide
消費: consume
消費者: consumer
生産者: producer
発行: issue, publish
発行者: publisher, issuer
購読: subscribe, subscription
購読者: subscriber
登録: register, registration
登録簿: registry
解約: cancel, unsubscribe
加入: join, subscribe
参加: join
参加者: participant
ログイン: login
ログアウト: logout
認証: authenticate, authentication, auth
証明書: certificate
認可: authorize, authorization
権限: permission, privilege
承認: approve, approval
資格: credential
資格情報: credential
暗証: password
パスワード: password
暗号: cipher, crypto
暗号化: encrypt, encryption
復号: decrypt, decode
復号化: decrypt, decryption
秘密: secret
秘密鍵: private key, secret key
公開鍵: public key
署名: signature, sign
安全: safe, secure
安全性: safety, security
セキュリティ: security
方針: policy
規則: rule
規約: convention, protocol
慣習: convention
脆弱性: vulnerability
攻撃: attack
悪意: malicious
偽造: forgery, forge
危険: danger, unsafe
信頼: trust
信頼性: reliability
違反: violation
情報: information, info
個人情報: privacy, personal data
機密: confidential, secret
伏せる: mask, hide
入る: enter
出る: exit, leave, output
出す: output, emit
行く: go
来る: come
従う: follow
守る: protect, keep
過ぎる: pass, exceed
通過: pass
通る: pass, through
飛ばす: skip
スキップ: skip
飛ぶ: jump
続く: continue
続ける: continue, keep
継続: continue, continuation
残す: leave, keep, retain
残る: remain
持つ: have, hold
含む: include, contain
含める: include
囲む: surround, enclose, wrap
包む: wrap
ラッパー: wrapper
除外: exclude
属する: belong
指す: point, refer
指定: specify, designate
特定: specific, identify
設定: setting, configuration, config, set
設定値: setting, config value
設定ファイル: config file, configuration
オプション: option
プロファイル: profile
数える: count
計算: compute, calculate
算出: calculate
推定: estimate
予測: predict
近似: approximate
四捨五入: round
丸める: round
捨てる: discard, drop
破棄: discard, dispose, destroy
廃止: deprecated, abolish, remove
非推奨: deprecated
放棄: abandon, give up
諦める: give up
あきらめる: give up
破壊: destroy
壊れる: break, broken, corrupt
壊す: break
破損: corrupt, damage
落ちる: crash, fall, down
クラッシュ: crash
下げる: lower, decrease
上げる: raise, increase
アップロード: upload
ダウンロード: download
添付: attach, attachment
剥がす: strip, detach
満たす: satisfy, fill
埋める: fill, pad
埋め込む: embed
埋め込み: embed, embedding
余白: margin, padding
描画: render, draw, drawing
描く: draw
レンダリング: render, rendering
画面: screen
ビュー: view
窓: window
ウィンドウ: window
ボタン: button
メニュー: menu
箱: box
フォーム: form
表: table
テーブル: table
列: column, row
カラム: column
欄: field, column
格子: grid
ページ: page
頁: page
見出し: heading, title
題名: title
本文: body, text
内容: content
中身: content
文章: text
字体: font
フォント: font
色: color
背景: background
枠: frame, border
枠線: border
外観: appearance
大きさ: size
サイズ: size
幅: width
高さ: height
長さ: length
深さ: depth
深い: deep
浅い: shallow
面積: area
重さ: weight
重み: weight
座標: coordinate
方向: direction
向き: direction, orientation
左: left
右: right
上: up, above, top
下: down, below, bottom
内側: inside, inner
外側: outside, outer
中央: center
中心: center
中間: middle, intermediate
内部: internal, inside
外部: external, outside
間: between
周辺: around, peripheral
境界: boundary, border
角: corner
円: circle
線: line
矩形: rectangle
四角形: rectangle
三角形: triangle
曲線: curve
遷移: transition
効果: effect
副作用: side effect
影響: effect, affect, impact
スタイル: style
主題: theme, subject
画像: image
写真: photo
動画: video
音: sound
音声: audio, voice
再生: play, playback
録画: record
字幕: subtitle
# files and systems
ファイル: file
ファイル名: file name
フォルダ: folder, directory
フォルダー: folder, directory
ディレクトリ: directory
経路: path, route
パス: path
相対パス: relative path
絶対パス: absolute path
容量: capacity, size
圧縮: compress, compression
解凍: decompress, unzip
伸長: decompress
バックアップ: backup
同期: synchronize, sync, synchronous
非同期: asynchronous, async
並列: parallel
並行: concurrent
並行性: concurrency
同時: concurrent, simultaneous
同時に: simultaneously, concurrently
スレッド: thread
複数: multiple
多重: multi, multiple
単一: single
単独: alone, standalone
単純: simple
一つ: one, single
二つ: two, both
片方: one
両方: both
個別: individual
個々: individual
全体: whole, entire, all, global
一部: part, partial
共通: common, shared
一般: general, generic
通常: normal, ordinary
特別: special
専用: dedicated, specialized
固有: unique, specific
一意: unique
唯一: only, unique
自身: self, itself
自分: self, own
自体: itself
自動: automatic, auto
自動的: automatic
自動補完: autocomplete, completion
手動: manual
強制: force
プロセス: process
子プロセス: child process, subprocess
親プロセス: parent process
サービス: service
常駐: daemon, resident
核: kernel, core
装置: device
機器: device
端末: terminal, device
機械: machine
仮想: virtual
仮想化: virtualization
仮想機械: virtual machine
コンテナ: container
ホスト: host
サーバー: server
サーバ: server
クライアント: client
ネットワーク: network
通信: communication
通信規約: protocol
プロトコル: protocol
ポート: port
ソケット: socket
セッション: session
クッキー: cookie
ヘッダー: header
ヘッダ: header
ドメイン: domain
代理: proxy, delegate
プロキシ: proxy
委譲: delegate, delegation
委任: delegate
ルーティング: routing
接続: connect, connection
再接続: reconnect
遠隔: remote
リモート: remote
分散: distributed, variance
負荷: load
負荷分散: load balancing
過負荷: overload
帯域: bandwidth
流れ: flow
流量: flow, rate
ストリーム: stream
バッファ: buffer
緩衝: buffer
キャッシュ: cache
索引: index
添字: index, subscript
添え字: index, subscript
インデックス: index
番号: number, id
連番: serial number, sequence
番目: index, nth
データ: data
資料: document, material
データベース: database
クエリ: query
トランザクション: transaction
取引: transaction
コミット: commit
確定: commit, confirm
隔離: isolate, isolation
分離レベル: isolation level
デッドロック: deadlock
競合状態: race condition
原子的: atomic
不可分: atomic
一貫性: consistency
整合性: consistency, integrity
完全性: integrity
完全: complete, full
スキーマ: schema
レコード: record
外部キー: foreign key
主キー: primary key
正規化: normalize, normalization
マイグレーション: migration
関係: relation, relationship
関連付け: association, mapping
対応: correspond, support, mapping
対応付け: mapping
写像: mapping, map
射影: projection
濾過: filter
絞り込む: filter, narrow
絞り込み: filter
フィルタ: filter
加工: process, transform
グループ: group
群: group
分類: classify, category
種: kind, seed
範疇: category
札: tag, label
タグ: tag
ラベル: label
修飾子: modifier, qualifier
版: version, edition
バージョン: version
改訂: revision
変更履歴: changelog, history
互換: compatible
互換性: compatibility
後方互換: backward compatible
対象: target, object
対象外: excluded
支援: support
サポート: support
公式: official, formula
標準: standard
標準出力: stdout, standard output
標準入力: stdin, standard input
標準エラー: stderr, standard error
規格: specification, standard
仕様: specification, spec
仕様書: specification
契約: contract
約束: promise
未来: future
過去: past
符号化: encode, encoding
エンコード: encode, encoding
デコード: decode
文字コード: encoding, charset
文字化け: mojibake, garbled
直列化: serialize, serialization
シリアライズ: serialize
逆直列化: deserialize
バイト: byte
ビット: bit
二進: binary
二進数: binary
十進: decimal
十六進: hexadecimal, hex
進数: base, radix
基数: radix, base
難読化: obfuscate
最適化: optimize, optimization
調整: adjust, tune
費用: cost
資源: resource
リソース: resource
割当: quota, allocation
プール: pool
ごみ: garbage
ゴミ: garbage
ごみ集め: garbage collection, gc
事象: event
出来事: event
イベント: event
信号: signal
合図: signal
引き金: trigger
きっかけ: trigger
フック: hook
聞く: listen, hear
待ち受ける: listen
観察: observe
観測: observe
観察者: observer
計画: plan, schedule
時計: clock
眠る: sleep
休止: sleep, pause
起動: start, launch, boot
起こり: origin
即時: immediate
即座: immediately
すぐ: immediately
直ちに: immediately
一度: once
一回: once
一度に: at once
毎回: every time, each
毎: every, each
再度: again
もう一度: again
再び: again
# patterns and practice
模様: pattern
パターン: pattern
設計: design
設計図: blueprint
構想: design
階層: hierarchy, layer, level
層: layer
レイヤー: layer
低レベル: low level
高レベル: high level
モデル: model
工場: factory
関心: concern
責務: responsibility
責任: responsibility
凝集度: cohesion
結合度: coupling
疎結合: loose coupling
厳密: strict, exact
厳格: strict
正確: exact, accurate
精度: precision, accuracy
柔軟: flexible
簡単: simple, easy
簡略化: simplify
簡潔: concise
複雑: complex
複雑度: complexity
明示: explicit
明示的: explicit
暗黙: implicit
暗黙的: implicit
不変: immutable, invariant
可変: mutable, variable
可変長: variable length, varargs
固定: fixed, pin
冪等: idempotent
純粋: pure
高階関数: higher order function
近道: shortcut
焦点: focus
強調: highlight, emphasis
対話: dialog, interactive
道具: tool
棒: bar
補助: helper, auxiliary
助け: help
ヘルプ: help
言語: language
多言語: multilingual, i18n
国際化: internationalization, i18n
地域化: localization
ロケール: locale
束ねる: bundle
テスト: test
試験: test
試す: try
試行: attempt, try
試みる: try, attempt
単体: unit
単体テスト: unit test
結合テスト: integration test
回帰: regression
模擬: mock
偽物: fake
ダミー: dummy
スタブ: stub
期待: expect
期待値: expected value
予想: expect
実際: actual
準備: setup, prepare
前処理: preprocess, setup
後処理: postprocess, teardown
網羅率: coverage
網羅: exhaustive, coverage
品質: quality
枝: branch
ブランチ: branch
枝刈り: prune
併合: merge
マージ: merge
査読: review
見直し: review
レビュー: review
再構成: refactor, restructure
改名: rename
ライセンス: license
著作権: copyright
貢献: contribute
入門: tutorial, introduction
作業手順: workflow, procedure
手順: procedure, step
手続き: procedure
流用: reuse
継ぎ目: seam
スクリプト: script
対話的: interactive
引用: quote, cite
輪: ring, loop
循環: cycle, circular
循環参照: circular reference, cycle
無限: infinite
無限ループ: infinite loop
有限: finite
相互: mutual
相互作用: interaction
臨界: critical
基準: criterion, baseline
基準値: baseline, threshold
均衡: balance
均等: uniform, even
偏り: bias
近い: near, close
遠い: far
距離: distance
類似: similar
類似度: similarity
似る: similar
学習: learn, training
訓練: training, train
推論: inference, infer
勾配: gradient
損失: loss
行列: matrix
次元: dimension
軸: axis
標本: sample
分布: distribution
誤差: error
補間: interpolate, interpolation
言葉: word
単語: word
語彙: vocabulary
段落: paragraph
可能: possible, able
不可能: impossible
難しい: difficult
易しい: easy
良い: good
悪い: bad
重い: heavy
軽い: light
軽量: lightweight
熱い: hot
そのまま: as is, unchanged
代わり: instead, alternative
代わりに: instead
代替: alternative, fallback
予備: spare, fallback
候補: candidate
目標: goal, target
宛先: destination, recipient
行き先: destination
起点: origin
出所: source
由来: origin
途中: midway, during
間に: during, between
直接: direct
間接: indirect
一緒: together
互い: each other
口座: account
アカウント: account
残高: balance
金額: amount
価格: price
料金: fee, rate
手数料: fee
割引: discount
税: tax
税金: tax
支払い: payment
支払う: pay
返金: refund
注文: order
商品: product, item
製品: product
在庫: inventory, stock
数量: quantity
買い物かご: cart
配送: shipping, delivery
領収書: receipt
請求: bill, invoice, claim
請求書: invoice
会社: company
部署: department
社員: employee
銀行: bank
市場: market
港: harbour, port
船: ship, boat
貨物: cargo
車: car, vehicle
道路: road
地図: map
駅: station
学生: student
学校: school
授業: class, lesson
患者: patient
病院: hospital
本: book
手紙: letter
郵便: mail
電話: phone
会話: conversation
友達: friend
点数: score
得点: score
# more
テキスト: text
フレーム: frame
ライター: writer
リーダー: reader
安定: stable
不安定: unstable, flaky
合う: match, fit
聞こえる: hear
別: other, different
別の: other, another
普通: normal, ordinary
属性名: attribute name
未使用: unused
未定義: undefined
部分集合: subset
部分文字列: substring
共通部分: intersection
和集合: union
要約: summary, summarize
拡大: zoom, enlarge
前提条件: precondition
可用性: availability
可読性: readability
再現: reproduce
一括: batch, bulk
アプリ: app, application
アプリケーション: application
ソフトウェア: software
ブラウザ: browser
プラットフォーム: platform
サイト: site
ボット: bot
テキストエディタ: text editor
エディタ: editor
コンソール: console
ターミナル: terminal
シェル: shell
ワークフロー: workflow
パイプライン: pipeline
プラグイン: plugin
アダプタ: adapter
ミドルウェア: middleware
コントローラ: controller
コンポーネント: component
ファクトリ: factory
シングルトン: singleton
オブザーバ: observer
リスナー: listener
ハンドラー: handler
プロミス: promise
トリガー: trigger
スケジューラ: scheduler
タイマー: timer
ワーカー: worker
クラスタ: cluster
ペイロード: payload
エンドポイント: endpoint
リダイレクト: redirect
ステータス: status
レベル: level
ルール: rule
ポリシー: policy
トークナイザ: tokenizer
スタイルシート: stylesheet
`;
