/**
 * Korean words of programming and their English equivalents, the likeliest first. Written for this
 * project from general knowledge of the field; MIT, as the rest of it. Verbs and adjectives are in
 * the form with `다`; a word without equivalents asks for nothing. `parseGlossary` says how a line
 * is read.
 */
export const koreanTerms = `
# question words and words of every sentence
어디:
어느:
어떤:
어떻게:
무엇:
뭐:
뭔가:
무슨:
왜:
언제:
누가:
누구:
얼마나:
몇:
이것:
그것:
저것:
여기:
거기:
저기:
이런:
그런:
이렇게:
그렇게:
이때:
그때:
때:
때문:
경우:
것:
거:
수:
점:
등:
및:
또는:
혹은:
그리고:
그런데:
그러나:
하지만:
그러면:
그럼:
그래서:
따라서:
만약:
만일:
아니면:
아니라:
아니다:
이다:
있다:
하다:
되다:
않다:
같다:
싶다:
보다:
주다:
대하다:
대해:
대한:
관해:
관한:
관련:
통해:
의해:
위해:
위한:
따라:
따른:
부터:
까지:
정도:
해당:
각각:
모두:
매우:
아주:
너무:
조금:
더:
덜:
가장:
제일:
잘:
못:
안:
좀:
이미: already
아직: yet
다시: again, re
또:
계속: continue, keep
바로: immediately
먼저: first
나중: later
이후: after
이전: previous, before
다음: next
현재: current
지금: current
항상: always
가끔: sometimes
절대: never, absolute
저희:
우리:
제가:
나:
내:
이유: reason, why
방법: way
방식: way, mode
과정: process
부분: part
곳: place
위치: location, position
코드: code
프로그램: program
프로젝트: project
설명: description, explain
뜻: meaning
의미: meaning, semantics
역할: role
목적: purpose
차이: difference, diff
예시: example
예제: example
예: example
사례: case, example
궁금하다:
알다: know
알려주다:
모르다: unknown
이해: understand
질문: question
답: answer
대답: answer, reply
사람: person, user
개발자: developer
사용자: user
이용자: user
관리자: admin, manager
운영자: operator, admin
소유자: owner
작성자: author
저자: author
기여자: contributor
고객: customer, client
손님: guest
회원: member, user
# code and its parts
함수: function
메서드: method
메소드: method
클래스: class
객체: object
인스턴스: instance
변수: variable
상수: constant
매개변수: parameter, argument
인자: argument, parameter
인수: argument
파라미터: parameter
반환: return
반환값: return value
반환형: return type
리턴: return
값: value
키: key
이름: name
별명: alias
별칭: alias
이름공간: namespace
네임스페이스: namespace
식별자: identifier, id
타입: type
유형: type, kind
종류: kind, type
자료형: type
형: type
형식: format, form
형태: form, shape
문자열: string
문자: character, char
글자: character, letter
숫자: number, digit
정수: integer, int
실수: float, real
소수: decimal, prime
소수점: decimal point, fraction
분수: fraction
논리값: boolean
불리언: boolean, bool
참: true
거짓: false
배열: array
목록: list
리스트: list
사전: dictionary, dict, map
집합: set
묶음: batch, bundle, group
묶다: bind, group, bundle, wrap
튜플: tuple
맵: map
큐: queue
대기열: queue
스택: stack
힙: heap
트리: tree
나무: tree
노드: node
잎: leaf
뿌리: root
루트: root
그래프: graph
간선: edge
정점: vertex
연결: connection, link, connect
연결리스트: linked list
해시: hash
해시맵: hash map
원소: element
요소: element
항목: item, entry
구성원: member
멤버: member
필드: field
속성: property, attribute
특성: attribute, trait, feature
성질: property
구조: structure
구조체: struct
자료구조: data structure
공용체: union
열거: enum, enumerate
열거형: enum
열거자: enumerator
인터페이스: interface
추상: abstract
추상화: abstraction
구현: implementation, implement
구현체: implementation
상속: inherit, inheritance, extend
부모: parent
자식: child
자손: descendant
조상: ancestor
형제: sibling
하위: child, sub, nested
상위: parent, super
하위클래스: subclass
상위클래스: superclass
다형성: polymorphism
캡슐화: encapsulation
은닉: hide, hidden
재정의: override, redefine
오버라이드: override
오버로드: overload
생성자: constructor
소멸자: destructor
초기화: initialize, init, reset
초깃값: initial value, default
초기값: initial value, default
초기: initial
기본: default, base, basic
기본값: default
기본형: primitive
기반: base, based
원시: primitive, raw
접근: access
접근자: accessor, getter
접근제어: access control
공개: public, expose
비공개: private
보호: protect, protected
정적: static
동적: dynamic
전역: global
지역: local, region
범위: scope, range
영역: region, area, scope
스코프: scope
블록: block
문맥: context
맥락: context
컨텍스트: context
환경: environment, env
환경변수: environment variable, env
선언: declare, declaration
정의: define, definition
할당: assign, allocate, allocation
대입: assign, assignment
배정: assign
참조: reference
역참조: dereference
포인터: pointer
주소: address
메모리: memory
모듈: module
패키지: package
꾸러미: package
라이브러리: library
프레임워크: framework
의존성: dependency
의존: depend, dependency
의존관계: dependency
종속성: dependency
주입: inject, injection
가져오다: import, fetch, get
내보내다: export, emit
불러오다: load, import
임포트: import
호출: call, invoke
호출자: caller
부르다: call
콜백: callback
되부름: callback
람다: lambda
익명: anonymous
클로저: closure
재귀: recursion, recursive
재귀적: recursive
반복: loop, iterate, repeat, iteration
반복문: loop
반복자: iterator
순회: traverse, iterate, walk
조건: condition
조건문: conditional, if
조건부: conditional
분기: branch
문장: statement, sentence
구문: syntax, statement
문법: grammar, syntax
표현: expression, representation
표현식: expression
식: expression
정규식: regex, regular expression
정규표현식: regex, regular expression
연산: operation, operator, compute
연산자: operator
피연산자: operand
덧셈: add, addition
뺄셈: subtract, subtraction
곱셈: multiply, multiplication
나눗셈: divide, division
나머지: rest, remainder, remaining
몫: quotient
합계: sum, total
합: sum
합치다: merge, combine, join
평균: average, mean
최대: max, maximum
최대값: maximum, max
최댓값: maximum, max
최소: min, minimum
최소값: minimum, min
최솟값: minimum, min
개수: count, number
갯수: count, number
횟수: count, times
비율: ratio, rate
백분율: percent, percentage
확률: probability
무작위: random
난수: random
비교: compare, comparison
같음: equal, equality
동등: equal, equivalent
동일: same, identical, equal
일치: match
불일치: mismatch
부등호: inequality
등호: equals
다르다: different, differ
크다: large, big
작다: small
길다: long
짧다: short
많다: many, much
적다: few
높다: high
낮다: low
빠르다: fast, quick
느리다: slow
새롭다: new
새: new
오래되다: old, outdated
낡다: old, stale
비다: empty
빈: empty
널: null
없다: missing, without
없이: without
주석: comment
문서: document, documentation, docs
문서화: document, documentation
설명서: manual, documentation
소스: source
원본: original, source
원천: source
사본: copy
줄: line
줄바꿈: newline, line break, wrap
개행: newline
공백: whitespace, space, blank
빈칸: blank, space
들여쓰기: indent, indentation
탭: tab
따옴표: quote
작은따옴표: single quote
큰따옴표: double quote
괄호: parenthesis, bracket
중괄호: brace
대괄호: bracket
꺾쇠괄호: angle bracket
쉼표: comma
마침표: period, dot
세미콜론: semicolon
콜론: colon
밑줄: underscore, underline
슬래시: slash
역슬래시: backslash
별표: asterisk, star
느낌표: exclamation
물음표: question mark
기호: symbol, sign
부호: sign, signed
특수문자: special character
대문자: uppercase, upper
소문자: lowercase, lower
대소문자: case
접두사: prefix
접두어: prefix
접미사: suffix
접미어: suffix
구분자: delimiter, separator
구분: separate, distinguish
토큰: token
키워드: keyword
예약어: reserved word, keyword
리터럴: literal
이스케이프: escape
템플릿: template
틀: template, frame
서식: format, template
제네릭: generic
어노테이션: annotation
애너테이션: annotation
데코레이터: decorator
장식자: decorator
매크로: macro
플래그: flag
깃발: flag
표시: display, mark, show, indicate
표시자: indicator, marker
표지: mark, marker
# errors
오류: error
에러: error
예외: exception
실패: fail, failure
성공: success, succeed
경고: warning, warn
고장: failure, fault
결함: defect, bug
버그: bug
문제: problem, issue
이슈: issue
장애: failure, outage
충돌: conflict, collision, crash
중단: abort, stop, interrupt
중지: stop, pause
정지: stop, pause
멈추다: stop, halt, hang
취소: cancel, abort
거부: reject, deny, refuse
거절: reject, refuse
무시: ignore, skip
허용: allow, permit
금지: forbid, prohibit, disallow
차단: block
제한: limit, restrict, restriction
제약: constraint
제약조건: constraint
한도: limit
한계: limit, bound
초과: exceed, over
넘치다: overflow
오버플로: overflow
오버플로우: overflow
부족: insufficient, lack
누락: missing, omit
누수: leak
빠지다: missing, omit
빠뜨리다: omit, miss
잘못: wrong, mistake, invalid
잘못되다: wrong, invalid, malformed
올바르다: valid, correct
틀리다: wrong, incorrect
유효: valid
유효성: validity, validation
무효: invalid
무효화: invalidate
검증: validate, verify, validation
검사: check, inspect, test
점검: check, inspect
확인: check, confirm, verify
보장: guarantee, ensure
단언: assert, assertion
단정문: assertion
던지다: throw, raise
잡다: catch
붙잡다: catch
발생: occur, raise, happen
발생시키다: raise, emit
예방: prevent
방지: prevent, avoid
막다: prevent, block
피하다: avoid
회피: avoid, bypass
우회: bypass, workaround
복구: recover, recovery, restore
복원: restore
되돌리다: revert, undo, restore, rollback
되살리다: restore, revive
롤백: rollback
재시도: retry
재시작: restart
재전송: retransmit, resend
재사용: reuse
재설정: reset
재할당: reassign, reallocate
재개: resume
추적: trace, track
역추적: traceback, backtrack
스택추적: stack trace
원인: cause
결과: result, outcome
증상: symptom
메시지: message
알림: notification, notify, alert
통지: notify, notification
안내: guide, notice
보고: report
신고: report
보고서: report
로그: log
로깅: logging, log
기록: record, log, write
이력: history
내역: history, details
수준: level
단계: step, stage, phase, level
심각도: severity
디버깅: debugging, debug
디버그: debug
디버거: debugger
중단점: breakpoint
진단: diagnose, diagnostic
감사: audit
감시: watch, monitor
모니터링: monitoring, monitor
측정: measure
지표: metric, indicator
통계: statistics, stats
성능: performance
속도: speed, rate
지연: delay, latency, lazy
지연로딩: lazy loading
지연시간: latency, delay
느긋하다: lazy
대기: wait, pending, standby
기다리다: wait, await
대기시간: wait time, timeout
제한시간: timeout
시간초과: timeout
타임아웃: timeout
만료: expire, expiration
기한: deadline, due
마감: deadline
간격: interval
주기: period, cycle, interval
주기적: periodic
빈도: frequency
시간: time, hour
시각: time
초: second
분: minute
날짜: date
일자: date
요일: weekday
주: week
월: month
년: year
연도: year
시간대: timezone, time zone
달력: calendar
일정: schedule
예약: reserve, schedule, booking
시작: start, begin
시작점: entry point, start
끝: end
끝나다: finish, end, complete
끝내다: finish, end
종료: exit, end, terminate, shutdown
마치다: finish, complete
완료: complete, done, finish
완성: complete
진행: progress, proceed
진행률: progress
상태: state, status
상태코드: status code
처음: first, initial, beginning
마지막: last, final
최종: final
최초: first, initial
최신: latest
최근: recent
임시: temporary, temp
영구: permanent, persistent
영속: persist, persistence
영속성: persistence
수명: lifetime, lifespan
수명주기: lifecycle
생명주기: lifecycle
생애주기: lifecycle
유지: keep, maintain, retain
보존: preserve, retain
보관: keep, store, archive
저장: save, store
저장소: repository, storage, store
저장공간: storage
창고: warehouse, store
기억: remember, memory
잊다: forget
# actions
처리: handle, process
처리기: handler, processor
처리하다: handle, process
핸들러: handler
실행: run, execute, execution
실행기: executor, runner
실행파일: executable, binary
구동: run, drive, start
작동: work, operate
동작: behavior, action, work
행동: behavior, action
작업: task, job, work
작업자: worker
일꾼: worker
일: work, job
업무: task, business
명령: command, instruction
명령어: command, instruction
명령줄: command line, cli
명령행: command line, cli
지시: instruct, direct, directive
지시자: directive, specifier
생성: create, generate, creation
생성기: generator, builder
만들다: create, make, build
제작: make, build
작성: write, compose
삭제: delete, remove
제거: remove, eliminate
지우다: delete, erase, clear, remove
비우다: clear, empty, flush
청소: clean, cleanup
정리: clean up, cleanup, organize
추가: add, append
덧붙이다: append, add
더하다: add
빼다: subtract, exclude, remove
삽입: insert
넣다: insert, put, add
끼우다: insert
꺼내다: pop, take out, get
뽑다: extract, pick
추출: extract
얻다: get, obtain
획득: acquire, obtain
받다: receive, accept, get
받아들이다: accept
보내다: send
전송: send, transfer, transmit
송신: send, transmit
수신: receive
전달: pass, deliver, forward, propagate
넘기다: pass, hand over
건네다: pass, hand
건너뛰다: skip
넘어가다: skip, move on
전파: propagate, broadcast
방송: broadcast
공유: share, shared
교환: exchange, swap
교체: replace, swap
바꾸다: change, replace, convert
바뀌다: change
변경: change, modify
변하다: change
변화: change
변형: transform, variant
변환: convert, transform, conversion
변환기: converter, adapter, transformer
수정: modify, edit, fix, update
고치다: fix, repair
편집: edit
편집기: editor
에디터: editor
갱신: update, refresh, renew
업데이트: update
새로고침: refresh, reload
업그레이드: upgrade
다운그레이드: downgrade
개선: improve, improvement
향상: improve, enhance
확장: extend, extension, expand
확장자: extension
확장기능: extension
펼치다: expand, spread, unfold
접다: fold, collapse
축소: shrink, collapse, minify
줄이다: reduce, shrink, decrease
늘리다: increase, extend, grow
늘어나다: grow, increase
증가: increase, increment
감소: decrease, decrement
누적: accumulate
쌓다: stack, push, accumulate
모으다: collect, gather
수집: collect, gather
집계: aggregate
모음: collection
컬렉션: collection
나누다: split, divide, partition
나뉘다: split, divided
분할: split, partition, divide
분리: separate, split, detach
쪼개다: split
자르다: cut, trim, truncate, slice
잘리다: truncated, cut
조각: fragment, piece, chunk, slice
덩어리: chunk
결합: combine, join, bind
병합: merge
조합: combine, combination, compose
합성: compose, composition, composite
이어붙이다: concatenate, append
잇다: connect, join, chain
연쇄: chain
이동: move, navigate
옮기다: move, transfer, migrate
이전하다: migrate, transfer
복사: copy
복제: clone, duplicate, replicate
복제본: replica, clone, copy
중복: duplicate
중첩: nested, nest
겹치다: overlap
덮어쓰다: overwrite, override
덮다: cover, override
찾다: find, search, look up
찾기: find, search
검색: search, find, retrieve
탐색: search, explore, traverse, navigate
조회: query, lookup, retrieve
발견: discover, find, detect
감지: detect, sense
탐지: detect
인식: recognize
식별: identify
구별: distinguish
판별: determine, discriminate
판단: decide, judge, determine
결정: decide, determine, decision
정하다: decide, determine, set
결정적: deterministic
선택: select, choose, selection
선택적: optional
고르다: choose, pick, select
필수: required, mandatory
필요: need, require, required
요구: require, demand
요구사항: requirement
요청: request
응답: response, reply
회신: reply
정렬: sort, align, order
순서: order, sequence
차례: order, turn
순차: sequential
순위: rank, ranking
우선: priority, precedence
우선순위: priority, precedence
우선하다: precedence, priority, override
역순: reverse order
뒤집다: reverse, invert, flip
반전: invert, reverse
회전: rotate, rotation
밀다: push, shift
당기다: pull
끌다: drag, pull
놓다: drop, release, put
누르다: press, click
클릭: click
입력: input, enter
출력: output, print
인쇄: print
읽다: read
읽기: read
읽기전용: read only, readonly
쓰다: write, use
쓰기: write
쓰이다: used
적용: apply
사용: use, usage
사용법: usage
이용: use
활용: use, utilize
활성: active
활성화: enable, activate
비활성: inactive, disabled
비활성화: disable, deactivate
켜다: turn on, enable
끄다: turn off, disable
열다: open
열리다: open
닫다: close
닫히다: close
잠그다: lock
잠금: lock
잠금해제: unlock
락: lock
풀다: release, unlock, unpack, resolve
해제: release, free, unset, unlock
해결: resolve, solve
해석: interpret, parse, resolve
해석기: interpreter, parser
분석: analyze, analysis, parse
분석기: analyzer, parser
구문분석: parse, parsing
어휘분석: lexer, tokenize
파싱: parse, parsing
파서: parser
번역: translate, translation
통역: interpret
컴파일: compile
컴파일러: compiler
빌드: build
조립: assemble
배포: deploy, release, distribute
배포판: distribution
출시: release, launch
설치: install
제공: provide, supply
제공자: provider
공급자: provider, supplier
소비: consume
소비자: consumer
생산자: producer
발행: publish, issue
발행자: publisher
게시: post, publish
구독: subscribe, subscription
구독자: subscriber
등록: register, registration
등록부: registry
해지: terminate, unsubscribe
탈퇴: leave, withdraw
가입: join, sign up, register
로그인: login, sign in
로그아웃: logout, sign out
인증: authenticate, authentication, auth
인증서: certificate
인가: authorize, authorization
권한: permission, authority, privilege
승인: approve, approval
허가: permission, permit
자격: credential, qualification
자격증명: credential
비밀번호: password
암호: password, cipher, encryption
암호화: encrypt, encryption
복호화: decrypt, decryption
비밀: secret
열쇠: key
공개키: public key
개인키: private key
서명: signature, sign
보안: security, secure
정책: policy
규칙: rule
규약: protocol, convention
관례: convention
취약점: vulnerability
공격: attack
위조: forgery, forge
위험: danger, risk, unsafe
안전: safe, safety, secure
신뢰: trust, reliable
위반: violation, violate
정보: information, info
개인정보: privacy, personal data
민감: sensitive
가리다: mask, hide
숨기다: hide
숨김: hidden
보이다: show, visible
보여주다: show, display
나타내다: represent, indicate
나타나다: appear
나오다: come out, appear, output
나가다: exit, leave
나열: list, enumerate
들어가다: enter
들어오다: enter, arrive, incoming
가다: go
오다: come
돌아가다: return, go back
돌아오다: return, back
돌려주다: return, give back
돌리다: run, return, rotate
따르다: follow
따라가다: follow, flow
지키다: keep, protect, enforce
지나다: pass, elapse
지나치다: skip, excessive
거치다: through, pass
통과: pass
이어지다: continue, chain
이루어지다: consist, done
남다: remain, left
남기다: leave, keep
남은: remaining
두다: put, keep
가지다: have, hold
갖다: have, hold
지니다: hold, carry
담다: contain, hold, store
담기다: contain
포함: include, contain
제외: exclude, except
배제: exclude
속하다: belong
가리키다: point, refer
뛰어넘다: skip, jump
건드리다: touch
다루다: handle, deal
맡다: responsible, handle
맞추다: match, align, fit, adjust
맞다: match, correct, fit
조정: adjust, tune
조절: adjust, control
제어: control
제어기: controller
통제: control
관리: manage, management
관리하다: manage
운영: operate, operation
지정: specify, designate, set
설정: configuration, setting, config, set
설정값: setting, config value
설정파일: config file, configuration
구성: configuration, compose, structure
구성요소: component
옵션: option
선택지: option, choice
선택사항: option
환경설정: preferences, configuration
매니페스트: manifest
프로필: profile
프로파일: profile
프로파일링: profiling
프로파일러: profiler
세다: count
계산: compute, calculate
계산기: calculator
셈: count, calculate
추정: estimate
예측: predict, prediction
근사: approximate
반올림: round
올림: ceil
내림: floor
버림: truncate, floor
버리다: discard, drop, abandon
폐기: discard, dispose, deprecated
포기: give up, abandon, drop
소멸: destroy, expire
파괴: destroy
무너지다: collapse
깨지다: break, broken, corrupt
부수다: break
손상: corrupt, damage
망가지다: broken
떨어지다: drop, fall
내려가다: down, go down
올라가다: up, rise
올리다: raise, upload
내리다: lower, download
업로드: upload
다운로드: download
내려받다: download
받기: receive, download
붙이다: attach, append
붙다: attach
첨부: attach, attachment
떼다: detach, remove
감싸다: wrap
싸다: wrap
래퍼: wrapper
걸다: hang, hook
걸리다: take, caught
부착: attach
매달다: hang, attach
채우다: fill, populate
메우다: fill, pad
여백: margin, padding
배치: batch, layout, place
배치하다: place, arrange, deploy
놓이다: placed
그리다: draw, render, paint
그림: picture, image, draw
그리기: draw, drawing
렌더링: rendering, render
화면: screen, view
보기: view
뷰: view
창: window
버튼: button
단추: button
메뉴: menu
상자: box
입력상자: input box
체크박스: checkbox
양식: form
폼: form
표: table
테이블: table
행: row
열: column
컬럼: column
칸: cell, column
격자: grid
그리드: grid
페이지: page
쪽: page
쪽번호: page number
페이징: paging, pagination
머리글: header
바닥글: footer
제목: title, heading
본문: body, content
내용: content
글: text, post
글꼴: font
폰트: font
색: color
색상: color
배경: background
테두리: border
모양: shape, appearance
외형: appearance, look
크기: size
너비: width
폭: width
높이: height
길이: length
깊이: depth
넓이: area
면적: area
무게: weight
가중치: weight
좌표: coordinate
방향: direction
왼쪽: left
오른쪽: right
위: up, above, top
아래: down, below, bottom
앞: front, before
뒤: back, after, behind
안쪽: inside, inner
바깥: outside, outer
바깥쪽: outer, outside
가운데: center, middle
중앙: center, central
중간: middle, intermediate
중간자: middle, intermediate
내부: internal, inside
외부: external, outside
사이: between
주변: around, surrounding
경계: boundary, border
모서리: corner, edge
원: circle
선: line
점선: dotted line
사각형: rectangle
삼각형: triangle
다각형: polygon
곡선: curve
애니메이션: animation
전환: switch, transition, toggle
효과: effect
부작용: side effect
영향: effect, affect, impact
스타일: style
테마: theme
주제: topic, subject, theme
아이콘: icon
이미지: image
사진: photo, picture
영상: video
동영상: video
소리: sound
음성: voice, audio
재생: play, playback
녹화: record
자막: subtitle
# files and systems
파일: file
파일명: file name
폴더: folder, directory
디렉터리: directory
디렉토리: directory
경로: path, route
상대경로: relative path
절대경로: absolute path
작업폴더: working directory
드라이브: drive
디스크: disk
용량: capacity, size
압축: compress, compression
압축해제: decompress, unzip, extract
백업: backup
동기화: synchronize, sync
동기: synchronous, sync
비동기: asynchronous, async
비동기적: asynchronous
병렬: parallel
병렬성: parallelism
동시: concurrent, simultaneous
동시성: concurrency
동시에: concurrently, parallel, simultaneously
스레드: thread
쓰레드: thread
여러: multiple, several
다중: multi, multiple
복수: multiple, plural
단일: single
단독: alone, standalone
하나: one, single
둘: two, both
두: two
셋: three, set
개별: individual, each
전체: whole, all, entire, global
전부: all, everything
모든: all, every
일부: some, part, partial
부분적: partial
공통: common, shared
일반: general, generic
특정: specific, particular
특별: special
고유: unique, inherent
유일: unique, only
유일성: uniqueness
자신: self, itself, own
자기: self
자체: self, itself
스스로: itself, automatically
자동: automatic, auto
자동으로: automatically
자동완성: autocomplete, completion
수동: manual
강제: force, forced
강제로: force
억지로: force
프로세스: process
프로세서: processor
하위프로세스: subprocess, child process
자식프로세스: child process
서비스: service
데몬: daemon
커널: kernel
운영체제: operating system, os
시스템: system
장치: device
기기: device
기계: machine
가상: virtual
가상머신: virtual machine, vm
가상화: virtualization
컨테이너: container
호스트: host
서버: server
클라이언트: client
네트워크: network
망: network
통신: communication
프로토콜: protocol
포트: port
소켓: socket
세션: session
쿠키: cookie
헤더: header
바디: body
주소창: address bar
도메인: domain
프록시: proxy
대리자: delegate, proxy
위임: delegate, delegation
게이트웨이: gateway
라우터: router
라우팅: routing
엔드포인트: endpoint
종단점: endpoint
경로설정: routing
접속: connect, access, connection
연결끊기: disconnect
끊다: disconnect, break, cut
끊기다: disconnected
끊김: disconnect
단절: disconnect
원격: remote
로컬: local
분산: distributed, variance
부하: load
부하분산: load balancing
과부하: overload
트래픽: traffic
대역폭: bandwidth
방화벽: firewall
혼잡: congestion
흐름: flow
흐름제어: flow control
스트림: stream
버퍼: buffer
완충: buffer
캐시: cache
캐싱: caching, cache
색인: index
인덱스: index
데이터: data
자료: data
데이터베이스: database
디비: database, db
질의: query
쿼리: query
트랜잭션: transaction
거래: transaction
커밋: commit
확정: commit, confirm
격리: isolate, isolation
격리수준: isolation level
교착: deadlock
교착상태: deadlock
경쟁: race, contention, compete
경쟁상태: race condition
원자적: atomic
원자성: atomicity
일관성: consistency
정합성: consistency, integrity
무결성: integrity
스키마: schema
레코드: record
뷰포트: viewport
외래키: foreign key
기본키: primary key
주키: primary key
정규화: normalize, normalization
마이그레이션: migration
관계: relation, relationship
매핑: mapping, map
대응: correspond, mapping
사상: mapping
투영: projection
필터: filter
거르다: filter
걸러내다: filter out
여과: filter
가공: process, transform
그룹: group
무리: group, cluster
집단: group
군집: cluster
분류: classify, category, classification
범주: category
꼬리표: tag, label
태그: tag
라벨: label
이름표: label
제한자: qualifier, modifier
한정자: qualifier, modifier
수식어: modifier
버전: version
판: version, edition
개정: revision
릴리스: release
변경사항: change
변경이력: changelog
호환: compatible
호환성: compatibility
하위호환: backward compatible
지원: support
미지원: unsupported
사용중단: deprecated
더이상:
공식: official, formula
표준: standard
표준출력: stdout, standard output
표준입력: stdin, standard input
표준오류: stderr, standard error
규격: specification, standard
명세: specification, spec
사양: specification, spec
계약: contract
약속: promise
프로미스: promise
미래: future
과거: past
인코딩: encoding
디코딩: decoding
부호화: encode
복호: decode
직렬화: serialize, serialization
역직렬화: deserialize, deserialization
유니코드: unicode
바이트: byte
비트: bit
이진: binary
십진: decimal
십육진: hexadecimal, hex
진수: base, radix
체크섬: checksum
난독화: obfuscate
최적화: optimize, optimization
튜닝: tuning
벤치마크: benchmark
부담: overhead, burden
비용: cost
자원: resource
리소스: resource
할당량: quota
풀: pool
연결풀: connection pool
쓰레기: garbage
쓰레기수집: garbage collection, gc
가비지: garbage
이벤트: event
사건: event
신호: signal
방아쇠: trigger
촉발: trigger
유발: cause, trigger
훅: hook
갈고리: hook
듣다: listen, hear
청취: listen
리스너: listener
관찰: observe
관찰자: observer
감시자: watcher
지켜보다: watch
예정: scheduled, planned
스케줄: schedule
스케줄러: scheduler
타이머: timer
시계: clock
일시정지: pause
일시중지: pause, suspend
잠자다: sleep
깨우다: wake
깨어나다: wake
잠들다: sleep
미루다: defer, postpone, delay
연기: postpone, defer
즉시: immediately, immediate
당장: immediately
나눠서: split
한번: once
한꺼번에: at once, batch
매번: every time, each
번: times, number
번호: number, id
번째: index, nth
일련번호: serial number, sequence
첫: first
첫번째: first
두번째: second
순번: sequence, order
# patterns and practice
패턴: pattern
무늬: pattern
설계: design
설계도: blueprint
아키텍처: architecture
계층: layer, hierarchy
층: layer
레이어: layer
미들웨어: middleware
어댑터: adapter
플러그인: plugin
모델: model
컨트롤러: controller
컴포넌트: component
팩토리: factory
공장: factory
싱글턴: singleton
싱글톤: singleton
관심사: concern
책임: responsibility
응집도: cohesion
결합도: coupling
느슨하다: loose
엄격: strict
엄격하다: strict
엄밀: strict, exact
정확: exact, accurate, precise
정밀도: precision
정확도: accuracy
느슨: loose
유연: flexible
단순: simple
단순화: simplify
간단: simple
간결: concise
복잡: complex
복잡도: complexity
명시: explicit
명시적: explicit
암시적: implicit
암묵적: implicit
불변: immutable, invariant
가변: mutable, variable
가변인자: variadic, varargs
고정: fixed, pin
멱등: idempotent
순수: pure
순수함수: pure function
고차함수: higher order function
지름길: shortcut
단축키: shortcut, keybinding
키보드: keyboard
마우스: mouse
커서: cursor
드래그: drag
스크롤: scroll
초점: focus
포커스: focus
강조: highlight, emphasis
강조표시: highlight
대화상자: dialog
팝업: popup
풍선: tooltip, balloon
도구: tool
도구모음: toolbar
막대: bar
상태표시줄: status bar
진행표시줄: progress bar
사이드바: sidebar
도움말: help
언어: language
다국어: multilingual, i18n
국제화: internationalization, i18n
현지화: localization, l10n
로케일: locale
번들: bundle
번들러: bundler
트랜스파일: transpile
런타임: runtime
실행시간: runtime, execution time
실행중: running
컴파일시간: compile time
실행환경: runtime, environment
테스트: test
시험: test
단위: unit
단위테스트: unit test
통합: integrate, integration
통합테스트: integration test
회귀: regression
모의: mock
모의객체: mock
가짜: fake, mock, dummy
대역: stub, double
스텁: stub
기대: expect
기대값: expected value
기댓값: expected value
예상: expect, expected
실제: actual, real
실제로: actually
준비: setup, prepare
준비단계: setup
뒷정리: teardown, cleanup
고정값: fixture, fixed
커버리지: coverage
범례: legend
품질: quality
린터: linter
린트: lint
경고문: warning
브랜치: branch
가지: branch
가지치기: prune
저장하다: save, store
밀어넣다: push
당겨오다: pull
합병: merge
태깅: tagging
되감다: rewind, rollback
비교표: comparison
풀리퀘스트: pull request
리뷰: review
검토: review
리팩토링: refactoring, refactor
리팩터링: refactoring, refactor
이름변경: rename
라이선스: license
라이센스: license
저작권: copyright
기여: contribute, contribution
안내서: guide
자습서: tutorial
따라하기: tutorial
워크플로: workflow
워크플로우: workflow
작업흐름: workflow
파이프라인: pipeline
지속적: continuous
지속: persist, last, continue
스크립트: script
셸: shell
쉘: shell
터미널: terminal
콘솔: console
콘솔창: console
프롬프트: prompt
인용: quote, cite
링크: link
고리: loop, link, ring
순환: cycle, circular, loop
순환참조: circular reference, cycle
무한: infinite
무한히: infinitely, infinite
무한반복: infinite loop
무한재귀: infinite recursion
유한: finite
상호: mutual, inter
상호작용: interaction, interact
상호배제: mutual exclusion, mutex
뮤텍스: mutex
세마포어: semaphore
임계: critical
임계값: threshold
임계구역: critical section
문턱: threshold
기준: criterion, base, standard
기준값: threshold, baseline
기준점: origin, reference point
균형: balance
균등: uniform, even
편향: bias
가까운: near, closest
가깝다: near, close
멀다: far
거리: distance
유사: similar
유사도: similarity
비슷하다: similar
근접: proximity, near
학습: learn, training
훈련: train, training
추론: inference, infer
모형: model
신경망: neural network
기울기: gradient
손실: loss
층수: layers
벡터: vector
행렬: matrix
차원: dimension
축: axis
배열축: axis
표본: sample
추첨: sample, draw
분포: distribution
오차: error
보간: interpolate, interpolation
말하다: say, tell
말: word
단어: word
낱말: word
어휘: vocabulary
문단: paragraph
글머리: bullet
원하다: want
가능: possible, able, can
불가능: impossible
어렵다: difficult
쉽다: easy
좋다: good
나쁘다: bad
깨끗하다: clean
더럽다: dirty
무겁다: heavy
가볍다: light, lightweight
뜨겁다: hot
차갑다: cold
그대로: as is, unchanged
대신: instead
대체: replace, alternative, fallback
대안: alternative
예비: fallback, spare
후보: candidate
목표: goal, target
대상: target, object
출발: start, source
도착: arrive, destination
목적지: destination
근원: source, origin
출처: source, origin
기원: origin
교차출처: cross origin
도중: during, midway
동안: during, while
직전: just before
직후: right after
직접: direct, directly
간접: indirect
임의: arbitrary, random
부가: additional, extra
여분: extra, spare
추가로: additionally
별도: separate
따로: separately
함께: together, with
같이: together, with
서로: each other
그룹화: grouping, group
계정: account
잔액: balance
금액: amount
가격: price
요금: fee, rate, charge, dues
이용료: fee, dues
수수료: fee, commission
할인: discount
세금: tax
결제: payment
지불: payment, pay
환불: refund
주문: order
상품: product, item
제품: product
재고: inventory, stock
수량: quantity
장바구니: cart
배송: shipping, delivery
영수증: receipt
청구: bill, invoice, claim
청구서: invoice
회사: company
부서: department
직원: employee
은행: bank
시장: market
항구: harbour, port
항만: harbour, port
선석: berth
배: ship, boat, vessel
선박: ship, vessel
부두: pier, dock, quay
화물: cargo, freight
차량: vehicle
자동차: car
도로: road
지도: map
역: station
학생: student
학교: school
수업: class, lesson
강의: lecture, course
환자: patient
병원: hospital
책: book
편지: letter
우편: mail
이메일: email
전자우편: email
전화: phone, call
채팅: chat
대화: conversation, dialog
댓글: comment
친구: friend
게임: game
점수: score
경기: match, game
참가자: participant
# more
이제:
그냥:
그:
이:
저:
채:
개:
명:
그래도:
엄청나다:
시도: attempt, try
텍스트: text
불안정: unstable, flaky
안정: stable
안정성: stability
전용: dedicated, only
상한: upper limit, max, limit
하한: lower limit, min
웹: web
리더: reader, leader
라이터: writer
이모지: emoji
없애다: remove, eliminate
둘러싸다: surround, enclose, wrap
둘러싸이다: surrounded, enclosed
이상: abnormal, more
이하: less, below
미만: less, under
알리다: notify, announce
사라지다: disappear, lost
자리: place, position, digit
자리표시자: placeholder
자릿수: digits, precision
나란히: side by side
죽다: die, crash
죽이다: kill
살다: alive
저수준: low level
고수준: high level
악의적: malicious
악성: malicious
깊다: deep
얕다: shallow
넓다: wide
좁다: narrow
강하다: strong
약하다: weak
약한참조: weak reference
이기다: win, precedence
프레임: frame
트레이스: trace
로거: logger
무한대: infinity, infinite
부분집합: subset
부분문자열: substring
상위집합: superset
교집합: intersection
합집합: union
차집합: difference
순열: permutation
요약: summary, summarize
초안: draft
확대: zoom, enlarge
미리보기: preview
미리: ahead, in advance
환산: convert
쓸모없다: useless, unused
미사용: unused
미정의: undefined
정의되지: undefined
미완성: incomplete
뒤섞다: shuffle
섞다: mix, shuffle
맨앞: front, head
맨뒤: end, tail
머리: head
꼬리: tail
앱: app
애플리케이션: application, app
어플리케이션: application, app
응용: application
응용프로그램: application
소프트웨어: software
하드웨어: hardware
펌웨어: firmware
드라이버: driver
플랫폼: platform
브라우저: browser
사이트: site
서브도메인: subdomain
콘텐츠: content
컨텐츠: content
미디어: media
스팸: spam
봇: bot
크롤러: crawler
아이디: id
닉네임: nickname
토글: toggle
탭메뉴: tab
디폴트: default
노출: expose, exposure
은폐: hide
감추다: hide
생략: omit, skip
축약: abbreviate, shorten
약어: abbreviation
단축: shorten, shortcut
전처리: preprocess
후처리: postprocess
사전처리: preprocess
전제조건: precondition
사후조건: postcondition
불변식: invariant
상호운용: interoperability
이식성: portability
가용성: availability
확장성: scalability, extensibility
가독성: readability
재현: reproduce
재현하다: reproduce
책임지다: responsible
배압: backpressure
일괄: batch, bulk
일괄처리: batch
묶음처리: batch
`;
