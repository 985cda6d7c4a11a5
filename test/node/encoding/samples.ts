/**
 * Comments, messages and sentences from sources and notes, in the encodings that were once common
 * for them.
 */
export const samples: readonly {
  readonly language: string;
  readonly encodings: readonly string[];
  readonly texts: readonly string[];
}[] = [
  {
    language: 'Korean',
    encodings: ['euckr'],
    texts: [
      '할인율 계산',
      '단골 선사의 입항료를 할인한다',
      '부두 사용 시간을 분 단위로 돌려준다.',
      '환불은 출항 후 열흘 안에 신청해야 한다. 컨테이너의 무게가 한도를 넘으면 요금을 두 배로 받는다.',
      '설정 파일을 읽지 못했습니다',
      '데이터베이스 연결이 끊어졌을 때 다시 시도하는 횟수',
      '오류',
    ],
  },
  {
    language: 'Japanese',
    encodings: ['shiftjis', 'eucjp'],
    texts: [
      '霧のときランプの点滅',
      '入港許可の有効期間',
      '初期化処理を行う',
      '設定ファイルを読み込めませんでした',
      '貨物の重量が上限を超えた場合は料金を二倍にする。',
      'ユーザー名',
      'エラー',
    ],
  },
  {
    language: 'simplified Chinese',
    encodings: ['gbk', 'gb18030'],
    texts: [
      '计算折扣率',
      '老客户的入港费打九三折',
      '返回泊位占用的分钟数',
      '台风期间吊机停止作业，所有人员撤到二号仓库。',
      '无法读取配置文件',
      '数据库断开时重新连接的次数',
      '错误',
    ],
  },
  {
    language: 'traditional Chinese',
    encodings: ['cp950'],
    texts: [
      '計算折扣率',
      '老客戶的入港費打九三折',
      '回傳泊位佔用的分鐘數',
      '颱風期間吊機停止作業，所有人員撤到二號倉庫。',
      '無法讀取設定檔',
      '錯誤',
    ],
  },
  {
    language: 'Russian',
    encodings: ['windows1251', 'koi8r', 'cp866', 'iso88595'],
    texts: [
      'Расчёт скидки',
      'скидка для постоянных клиентов',
      'Возвращает число минут у причала.',
      'Не удалось прочитать файл настроек',
      'Возврат денег нужно запросить в течение десяти дней после выхода из порта.',
    ],
  },
  {
    language: 'Ukrainian',
    encodings: ['windows1251'],
    texts: ['Розрахунок знижки для постійних клієнтів', 'помилка зчитування файлу'],
  },
  {
    language: 'French',
    encodings: ['windows1252'],
    texts: ['café au lait', 'décode la réponse du serveur', 'Où êtes-vous ?'],
  },
  {
    language: 'German',
    encodings: ['windows1252'],
    texts: ['Gebühr für große Schiffe', 'Prüft, ob der Liegeplatz frei ist', 'Straße'],
  },
  {
    language: 'Spanish and Portuguese',
    encodings: ['windows1252'],
    texts: ['número de años', '¿Cuándo llega el buque?', 'não há configuração', 'situação'],
  },
  {
    language: 'English with signs',
    encodings: ['windows1252'],
    texts: ['© 2001 Harbour Office', 'at most 20 °C', '“quoted” – text', 'a fee of £5'],
  },
  {
    language: 'Polish',
    encodings: ['windows1250', 'iso88592'],
    texts: ['zwraca liczbę łodzi', 'Nie można odczytać pliku ustawień, spróbuj później'],
  },
  {
    language: 'Czech',
    encodings: ['windows1250', 'iso88592'],
    texts: ['vrací počet lodí v přístavu', 'Soubor nastavení nelze načíst'],
  },
  {
    language: 'Hungarian',
    encodings: ['windows1250'],
    texts: ['a hajó hossza méterben, külön időzítővel', 'Az űrhajó előző kikötője'],
  },
  {
    language: 'Greek',
    encodings: ['windows1253'],
    texts: ['υπολογισμός έκπτωσης', 'Δεν ήταν δυνατή η ανάγνωση του αρχείου ρυθμίσεων'],
  },
  {
    language: 'Turkish',
    encodings: ['windows1254'],
    texts: ['geminin uzunluğunu döndürür', 'Ayarlar dosyası okunamadı, lütfen yeniden deneyin'],
  },
  {
    language: 'Hebrew',
    encodings: ['windows1255'],
    texts: ['חישוב ההנחה', 'לא ניתן לקרוא את קובץ ההגדרות'],
  },
  {
    language: 'Arabic',
    encodings: ['windows1256'],
    texts: ['حساب الخصم', 'تعذر قراءة ملف الإعدادات'],
  },
  {
    language: 'Thai',
    encodings: ['windows874'],
    texts: ['คำนวณส่วนลด', 'ไม่สามารถอ่านไฟล์การตั้งค่าได้'],
  },
];
