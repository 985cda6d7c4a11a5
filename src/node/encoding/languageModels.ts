/** A language and its legacy encodings: the letters beyond ASCII, most frequent first. */
export interface AlphabetModel {
  readonly encodings: readonly string[];
  readonly letters: string;
}

/**
 * An encoding with two bytes per character, and what is frequent in it. Costs are negative natural
 * logarithms of rough probabilities.
 */
export interface DoubleByteModel {
  readonly encoding: string;
  /** Frequent characters of prose and of source comments. */
  readonly common: string;
  /**
   * Cost of a byte pair that is not among the common ones; undefined if the encoding has no such
   * pair.
   */
  readonly costOf: (lead: number, trail: number) => number | undefined;
  /** Cost of a byte above 0x7f that is a character by itself; undefined if it is not one. */
  readonly singleCost: (byte: number) => number | undefined;
}

const cyrillic = ['windows1251', 'koi8r', 'cp866', 'iso88595'];

export const alphabetModels: readonly AlphabetModel[] = [
  { encodings: ['windows1252'], letters: 'éèàçêùôîâûœëïü' },
  { encodings: ['windows1252'], letters: 'üäöß' },
  { encodings: ['windows1252'], letters: 'óíáñéúü¿¡' },
  { encodings: ['windows1252'], letters: 'ãçáéíóõêúâôà' },
  { encodings: ['windows1252'], letters: 'àèùòìéîó' },
  { encodings: ['windows1252'], letters: 'äöåéü' },
  { encodings: ['windows1252'], letters: 'øåæéòóô' },
  { encodings: ['windows1252'], letters: 'éëïóèöüáê' },
  { encodings: ['windows1252'], letters: 'íáðþóéöúæý' },
  { encodings: ['windows1250', 'iso88592'], letters: 'íáěéýčžřůšúňťóď' },
  { encodings: ['windows1250', 'iso88592'], letters: 'áíčžšéúýľťňôäóďĺŕ' },
  { encodings: ['windows1250', 'iso88592'], letters: 'łęóąśżćńź' },
  { encodings: ['windows1250', 'iso88592'], letters: 'áéöóőíüúű' },
  { encodings: ['windows1250', 'iso88592'], letters: 'čšžćđ' },
  { encodings: ['windows1250', 'iso88592'], letters: 'ăîâşţ' },
  { encodings: ['windows1254'], letters: 'ıüşğçöİâî' },
  { encodings: ['windows1257'], letters: 'ėąšųžįčūę' },
  { encodings: ['windows1257'], letters: 'āīšēūņļķģčž' },
  { encodings: ['windows1257'], letters: 'äõöüšž' },
  { encodings: cyrillic, letters: 'оеаинтсрвлкмдпуяызьбгчйхжшюцщэфъё' },
  { encodings: ['windows1251', 'koi8u'], letters: 'оаинвіертслкмдпузяьбгйчхцїжшюєщфґ' },
  { encodings: ['windows1251', 'iso88595'], letters: 'аиоентрсвлкдпмзубягъчйжцшфхщюь' },
  { encodings: ['windows1251', 'iso88595'], letters: 'аоиенрстјувклмпдзбгцчжшљхњћђџф' },
  { encodings: ['windows1253', 'iso88597'], letters: 'αοιετνσςηρυκπμλόάίγωδέθήχύβφώξζψϊ' },
  { encodings: ['windows1255'], letters: 'יוהלאמרתבשענםדקחפכגטזןסצךףץ' },
  { encodings: ['windows1256'], letters: 'اليمونرتبهعدفسكقحجشةأصطخىذضزغثإءئؤظآ' },
  { encodings: ['cp437'], letters: '─═│║█░▒▓┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬■' },
  { encodings: ['windows874'], letters: 'านรอกเงมยล่วด้ตทส์ีะิับไปคห็แจพชุโขผูใถถึณซ' },
];

const hangul =
  '이다는을의에가지고로하은한를기사서인자스리정도시어해과대수일용있나제으들보전안부라구장세그조주오여비' +
  '아경상적우게공계당원신소동되면성트모무마개문국연생때관금중내유결등입명진화방산할위치간합선만교행요' +
  '체였실강분호불까발음거차년업재민번과식물회단건각외작말실필달출려며터학처현운표더력배통임미직점설남레' +
  '목양영품두저파함규군디드코크클타토프값없않변읽쓰받바꾸환변삭추가록열코드멤버옵션확검색버튼창닫높낮' +
  '먼저늦른심박항선석료객총액계량온습태험준종료복잡쌍락처름러니까야같본피격';
const simplified =
  '的一是不了在人有我他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其' +
  '里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没' +
  '公从数据文件函返回值参初始化检查置设获取更新删除添加使用信息名称类型存列表输入错误处理程序系统' +
  '接口配置对象字符串默认如果是否则必须空长度位请求服务器客户端连关闭开启动停止间单线程锁队内容码间接' +
  '号第每次最高低量计算结果确认算订状态额款港船货费率期限台风吊机作业停泊码头区域部门员工管理' +
  '安全情况需先再等待超时重试由于被把给让但或并且及至从向按照根指某些任何两个本身已不能应该' +
  '动力社产现民政体电物理水路外加想实问题很手相合';
const traditional =
  '的一是不了在人有我他這為之大來以個中上們到說國和地也子時道出而要於就下得可你年生自會那後能對著事其' +
  '裡所去行過家十用發天如然作方成者多日都三小軍二無同麼經法當起與好看學進種將還分此心前面又定見只主沒' +
  '公從數據資料檔案函式返回值參初始化檢查置設獲取更新刪除添加使用信息名稱類型存列表輸入錯誤處理程序系統' +
  '介面配置物件字串預設如果是否則必須空長度位請求伺服器客戶端連關閉開啟動停止間單線程鎖隊內容碼' +
  '號第每次最高低量計算結果確認訂狀態額款港船貨費率期限颱風吊機作業停泊碼頭區域部門員工管理' +
  '安全情況需先再等待超時重試由於被把給讓但或並且及至從向按照根指某些任何兩個本身已不能應該' +
  '產現民政體電物水路外加想實問題很手相合';
const kanji =
  '日一人年大十二本中出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名' +
  '川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨処理数値設定取得変更削除追加使用文字列' +
  '関数引戻初期化検索表示開始終了確認状態場合必要以上以下未満条件時刻間隔回部品番号名称種別区単位計算' +
  '結果正常異常失敗成功通信送受信接続切断画面入力出力保存読込書込実行停止待機再起動作成呼返対象指定判' +
  '注意警告港船料金割引客総額重量温度灯霧点滅消長短最大最小現在次全各新旧同自動手順方法情報管理者';

const inRange = (value: number, first: number, last: number): boolean =>
  value >= first && value <= last;
const none = (): undefined => undefined;

/**
 * By the character's place in the standard: first level, second level, punctuation, full-width
 * forms, and everything that hardly occurs.
 */
const cost = { first: 8.7, second: 12, punctuation: 6, wide: 6.7, rare: 13.5 } as const;
export const commonCost = 5.4;
const hiragana = 4.3;
const katakana = 4.8;

export const doubleByteModels: readonly DoubleByteModel[] = [
  {
    encoding: 'euckr',
    common: hangul,
    singleCost: none,
    costOf: (lead, trail) => {
      if (!inRange(lead, 0x81, 0xfe)) return undefined;
      if (trail < 0xa1)
        return inRange(trail, 0x41, 0x5a) || inRange(trail, 0x61, 0x7a) || trail >= 0x81
          ? cost.rare
          : undefined;
      if (trail === 0xff) return undefined;
      if (inRange(lead, 0xb0, 0xc8)) return cost.first;
      return lead === 0xa1 || lead === 0xa3
        ? cost.wide
        : inRange(lead, 0xca, 0xfd)
          ? cost.second
          : cost.rare;
    },
  },
  {
    encoding: 'gbk',
    common: simplified,
    singleCost: none,
    costOf: (lead, trail) => {
      if (!inRange(lead, 0x81, 0xfe) || !inRange(trail, 0x40, 0xfe) || trail === 0x7f)
        return undefined;
      if (trail < 0xa1 || inRange(lead, 0xa4, 0xaf)) return cost.rare;
      if (inRange(lead, 0xb0, 0xd7)) return cost.first;
      return lead === 0xa1
        ? cost.punctuation
        : lead === 0xa3
          ? cost.wide
          : inRange(lead, 0xd8, 0xf7)
            ? cost.second
            : cost.rare;
    },
  },
  {
    encoding: 'cp950',
    common: traditional,
    singleCost: none,
    costOf: (lead, trail) => {
      if (!inRange(lead, 0x81, 0xfe) || !(inRange(trail, 0x40, 0x7e) || inRange(trail, 0xa1, 0xfe)))
        return undefined;
      if (inRange(lead, 0xa4, 0xc6)) return cost.first;
      return lead === 0xa1
        ? cost.punctuation
        : lead === 0xa2 || lead === 0xa3
          ? cost.wide
          : inRange(lead, 0xc9, 0xf9)
            ? cost.second
            : cost.rare;
    },
  },
  {
    encoding: 'shiftjis',
    common: kanji,
    singleCost: (byte) => (inRange(byte, 0xa1, 0xdf) ? 8 : undefined),
    costOf: (lead, trail) => {
      if (!(inRange(lead, 0x81, 0x9f) || inRange(lead, 0xe0, 0xfc))) return undefined;
      if (!inRange(trail, 0x40, 0xfc) || trail === 0x7f) return undefined;
      if (lead === 0x82) return trail >= 0x9f && trail <= 0xf1 ? hiragana : cost.wide;
      if (lead === 0x83) return trail <= 0x96 ? katakana : cost.rare;
      if (lead === 0x81) return cost.punctuation;
      return inRange(lead, 0x88, 0x97)
        ? cost.first
        : inRange(lead, 0x98, 0xea)
          ? cost.second
          : cost.rare;
    },
  },
  {
    encoding: 'eucjp',
    common: kanji,
    singleCost: none,
    costOf: (lead, trail) => {
      if (!inRange(trail, 0xa1, 0xfe)) return undefined;
      if (lead === 0x8e) return trail <= 0xdf ? 8 : undefined;
      if (lead === 0xa4) return hiragana;
      if (lead === 0xa5) return katakana;
      if (lead === 0xa1) return cost.punctuation;
      if (lead === 0xa3) return cost.wide;
      return inRange(lead, 0xb0, 0xcf)
        ? cost.first
        : inRange(lead, 0xd0, 0xf4)
          ? cost.second
          : inRange(lead, 0xa1, 0xfe)
            ? cost.rare
            : undefined;
    },
  },
];
