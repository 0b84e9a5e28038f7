"""What plans are made of. None of it is taken from a plan."""

from __future__ import annotations

from typing import NamedTuple

# Bodies.


class Body(NamedTuple):
    """A body of a place: its name after that of the place, short after the level, and its kind."""

    name: str
    short: str
    kind: str
    broader: str = ""


BODIES = (
    Body("人民政府", "政府", "government"),
    Body("人民政府办公室", "政府办", "government", "政府"),
    Body("应急管理局", "应急局", "department"),
    Body("消防救援大队", "消防大队", "force"),
    Body("安全生产委员会", "安委会", "commission"),
    Body("安全生产委员会办公室", "安委办", "office", "安委会"),
    Body("防汛抗旱指挥部", "防指", "commission"),
    Body("森林防灭火指挥部", "森防指", "commission"),
    Body("抗震救灾指挥部", "抗震指", "commission"),
    Body("减灾委员会", "减灾委", "commission"),
)
"""Those of every place."""

PARTY = Body("委员会", "委", "party")
OFFICE, BUREAU = "政府办", "应急局"
"""The short names of those that issue plans."""

BUREAUS = (
    Body("公安局", "公安局", "department"),
    Body("财政局", "财政局", "department"),
    Body("水利局", "水利局", "department"),
    Body("自然资源局", "资源局", "department"),
    Body("住房和城乡建设局", "住建局", "department"),
    Body("交通运输局", "交通局", "department"),
    Body("教育局", "教育局", "department"),
    Body("卫生健康局", "卫健局", "department"),
    Body("农业农村局", "农业局", "department"),
    Body("文化和旅游局", "文旅局", "department"),
    Body("市场监督管理局", "市监局", "department"),
    Body("气象局", "气象局", "department"),
    Body("发展和改革局", "发改局", "department"),
    Body("民政局", "民政局", "department"),
    Body("工业和信息化局", "工信局", "department"),
    Body("生态环境局", "环境局", "department"),
    Body("城市管理局", "城管局", "department"),
    Body("林业局", "林业局", "department"),
    Body("商务局", "商务局", "department"),
    Body("人力资源和社会保障局", "人社局", "department"),
)
SECTIONS = (
    "综合协调",
    "危化监管",
    "矿山监管",
    "工贸监管",
    "火灾防治",
    "防汛抗旱",
    "救灾物资",
    "政策法规",
    "宣传培训",
    "科技信息",
    "规划财务",
    "基层指导",
    "事故调查",
    "行政审批",
)
SECTION_ENDS = ("科", "股")
TOWN_BEGINNINGS = (
    "石桥",
    "柳河",
    "清泉",
    "松岭",
    "白沙",
    "双井",
    "太平",
    "新店",
    "马坪",
    "龙潭",
    "高岗",
    "青云",
)
TOWN_ENDINGS = ("镇", "乡", "街道")
TYPES_OF_TOWNS = {"镇": "人民政府", "乡": "人民政府", "街道": "办事处"}

# Terms: two words, and what the thing is called by.

FIRST = (
    "清源", "固堤", "护航", "守望", "亮剑", "织网", "补短", "点灯", "敲钟", "蹲点",
    "结对", "巡河", "护林", "守夜", "问需", "开门", "晒账", "领题", "破冰", "筑坝",
    "扎桩", "添薪", "望闻", "串门", "搭台", "擂鼓", "引水", "育苗", "磨刀", "铺路",
)  # fmt: skip
SECOND = (
    "强基", "安澜", "除患", "提能", "暖心", "畅通", "尽责", "到户", "入村", "进厂",
    "增效", "赋码", "建档", "联防", "归零", "闭环", "同行", "减灾", "见底", "常在",
    "争先", "共治", "升级", "过关", "前移", "回访", "止损", "通达", "保供", "惠民",
)  # fmt: skip


class Ending(NamedTuple):
    """What a term is called by, its kind, and sentences it stands in."""

    name: str
    kind: str
    sentences: tuple[str, ...]


ENDINGS = (
    Ending("专项行动", "campaign", ("深入开展{name}，{act}，{result}。", "{time}启动{name}，{act}，{result}。")),
    Ending("主题活动", "activity", ("组织{name}，{act}，{result}。", "{actor}结合{name}，{act}，{result}。")),
    Ending("工作机制", "mechanism", ("健全{name}，{act}，{result}。", "{actor}按照{name}，{act}，{act}。")),
    Ending("信息平台", "system", ("依托{name}，{act}，{result}。", "{time}接入{name}，{act}，{result}。")),
    Ending("示范项目", "project", ("实施{name}，{act}，{result}。", "把{name}列入年度计划，{act}，{result}。")),
    Ending("工作理念", "principle", ("坚持{name}，{act}，{result}。", "{actor}树立{name}，{act}，{result}。")),
    Ending("一线工作法", "practice", ("推广{name}，{act}，{result}。", "{actor}运用{name}，{act}，{result}。")),
)  # fmt: skip
QUOTED_SENTENCES = (
    "把{name}与日常监管结合起来，{act}，{result}。",
    "{time}对{name}的成效开展评估，{act}，{result}。",
)
NUMERALS = "三四五六七八九"
COUNTED = "查改包联清建练访"
NUMBERED_SENTENCES = (
    "落实{name}要求，{act}，{result}。",
    "{actor}对照{name}逐条检查，{act}，{result}。",
)

# Documents that are cited.


class Kind(NamedTuple):
    """The kind of document that a title ends with."""

    name: str
    kind: str


CITED_SUBJECTS = (
    "防汛抗旱", "森林火灾", "地震灾害", "危险化学品事故", "道路交通事故", "城镇燃气", "建筑施工", "特种设备",
    "校园安全", "旅游安全", "山洪灾害", "地质灾害", "低温雨雪", "应急物资", "应急队伍", "值班值守", "信息报送",
    "隐患排查", "举报奖励", "避难场所", "灾情核查", "专家管理", "联合执法", "电动自行车", "有限空间",
)  # fmt: skip
CITED_KINDS = (
    Kind("应急预案", "response-plan"),
    Kind("管理办法", "rule"),
    Kind("实施方案", "plan"),
    Kind("责任清单", "standard"),
    Kind("工作规则", "rule"),
    Kind("专项规划", "plan"),
    Kind("若干措施", "notice"),
    Kind("考核细则", "rule"),
)
ORGANS = {"政府": "政发", "政府办": "政办发", "应急局": "应急发", "安委会": "安发"}
"""What numbers of documents have after the place, by the short name of who issued them."""

CITING_SENTENCES = (
    "严格执行{name}，{act}，{result}。",
    "{actor}根据{name}，{act}，{result}。",
    "对照{name}查漏补缺，{act}，{result}。",
)
REVISING_SENTENCES = (
    "{time}修订{name}，{act}，{result}。",
    "组织学习{name}，{act}，{result}。",
)
NAMING_SENTENCES = (
    "由{name}牵头，{act}，{result}。",
    "{name}每{cycle}{act}，{act}，{result}。",
    "{name}会同{actor}{act}，{act}，{result}。",
    "情况报{name}备案，{act}，{result}。",
    "{time}，{name}组织复核，{act}，{result}。",
    "对进展缓慢的，由{name}约谈提醒，{act}，{result}。",
)

# Names that many plans share.

SHARED_AGENCIES = (
    ("guowuyuan-anweihui", "国务院安全生产委员会", "国务院安委会", "commission"),
    ("yingji-guanlibu", "中华人民共和国应急管理部", "应急管理部", "department"),
    ("guojia-fangzong", "国家防汛抗旱总指挥部", "国家防总", "commission"),
    ("guojia-xiaofangju", "国家消防救援局", "", "department"),
)
SHARED_TERMS = (
    ("sanguan-sanbixu", "三管三必须", "", "principle"),
    ("anquan-shengchan-yue", "安全生产月", "", "activity"),
    ("shuangchong-yufang-jizhi", "双重预防机制", "双重预防体系", "mechanism"),
    ("yigang-shuangze", "一岗双责", "", "principle"),
    ("sibu-liangzhi", "四不两直", "", "practice"),
    ("fangzai-jianzai-ri", "防灾减灾日", "全国防灾减灾日", "activity"),
    ("wangge-hua-guanli", "网格化管理", "", "mechanism"),
    ("diyi-xiangyingren", "第一响应人", "应急第一响应人", "project"),
    ("jiaoxing-jiaoying", "叫醒叫应", "", "mechanism"),
    ("hulianwang-jia-jianguan", "互联网+监管", "", "system"),
    ("yijian-shi", "一件事全链条", "", "practice"),
    ("bagong-liandong", "八方联动", "", "mechanism"),
)
SHARED_INSTRUMENTS = (
    ("anquan-shengchan-fa", "中华人民共和国安全生产法", "安全生产法", "law"),
    ("tufa-shijian-yingdui-fa", "中华人民共和国突发事件应对法", "突发事件应对法", "law"),
    ("xiaofang-fa", "中华人民共和国消防法", "消防法", "law"),
    ("fanghong-fa", "中华人民共和国防洪法", "防洪法", "law"),
    ("ziran-zaihai-jiuzhu-tiaoli", "自然灾害救助条例", "", "regulation"),
    ("senlin-fanghuo-tiaoli", "森林防火条例", "", "regulation"),
)

# The words of sentences. None can be taken for a label, wherever a line is broken.

TIMES = (
    "年初", "汛期到来之前", "入冬以后", "春耕期间", "高温时段", "上半年", "下半年", "三季度末", "年底",
    "重要节点", "防火紧要期", "复工复产阶段", "台风影响期间", "主汛期", "岁末年初", "秋收时节",
)  # fmt: skip
ACTORS = (
    "各乡镇", "各有关部门", "行业主管部门", "基层网格力量", "企业主要负责人", "村居两委", "专业救援队伍",
    "属地监管人员", "物业服务企业", "在建工地项目部", "水库管护人员", "学校和托幼机构", "旅游景区经营者",
    "危化企业安全总监", "灾害信息员", "驻村干部",
)  # fmt: skip
# Phrases are made of parts, each drawn alone: two plans have twelve letters in common about as
# seldom as plans of different places do, and what all say stands in sentences of its own.

ACTIONS = (
    (
        "逐户", "分级", "提前", "定期", "按月", "全面", "就近", "联合", "现场", "集中", "分批", "随机", "限时",
        "滚动", "连片", "跨区", "夜间", "入户", "线上", "逐项", "错时", "挂图", "驻点", "循环", "对标", "专人",
    ),
    (
        "登记", "摸排", "检修", "核对", "清理", "更换", "校准", "普查", "调试", "加固", "公示", "复核", "评估",
        "更新", "巡查", "补齐", "测试", "盘点", "整治", "标注", "检测", "疏通", "修复", "封控", "张贴",
    ),
    (
        "高风险点位", "排涝泵件", "避险路线", "值班电话", "预警终端", "消防通道", "照明器材", "停产企业", "警示标牌",
        "水位测站", "跨界河段", "安置场所", "输电走廊", "超期灭火器", "老旧房屋", "独居老人", "燃气软管", "动火手续",
        "超限车辆", "防撞设施", "救援力量", "物资台账", "整改清单", "举报线索", "抢险机具", "桥涵边沟", "报警装置",
        "持证人员", "亲情名单", "禁入区域", "闸门启闭机", "应急车道", "充电车棚", "楼道杂物", "塌方边坡", "林下枯草",
        "临时电线", "有限空间", "渣土堆场", "施工围挡", "渔船渡船", "冰面路段", "危桥险段", "沟口村组", "游乐设备",
        "电梯维保", "加油站点", "粉尘车间", "涉氨冷库", "药品仓库", "民宿客栈", "庙会集市", "蓄水池塘", "地下车库",
        "通信基站", "取水栈桥", "广告牌匾", "输气阀室", "储罐围堰", "卫星电话",
    ),
)  # fmt: skip
RESULTS = (
    ("确保", "力求", "推动", "促使", "做到", "实现", "保证", "争取", "带动", "引导"),
    (
        "整改进度", "责任链条", "风险底数", "处置流程", "群众诉求", "值守力量", "物资去向", "通行秩序", "信息链路",
        "防护水平", "隐患存量", "救援半径", "响应速度", "设备状态", "岗位职责", "检查结果", "工程进展", "培训成效",
        "资金使用", "联动关系", "“末端环节”", "企业内控", "村组自救", "部门配合", "预警传递", "撤离次序", "灾情数据",
        "执法尺度", "服务质量", "安置条件",
    ),
    (
        "有据可查", "一目了然", "环环相扣", "稳中有升", "及时到位", "不留死角", "可控在控", "逐年向好", "落到实处",
        "经得起检验", "衔接顺畅", "有人负责", "首尾相接", "持续改善", "按期完成", "全程留痕", "明显好转", "不断不乱",
        "公开透明", "快速恢复", "杜绝“一阵风”", "符合实际", "心中有数", "常态运行", "就地解决",
    ),
)  # fmt: skip
MANNERS = ACTIONS[0]
TARGETS = (
    "临水临崖路段", "沿河低洼村组", "老旧居民小区", "餐饮用气场所", "人员密集场所", "尾矿库和排土场",
    "在建深基坑工程", "农村自建房", "城乡结合部", "学校周边", "养老机构", "寄递物流网点", "烟花爆竹零售点",
    "小型水库", "地质灾害隐患点", "高层建筑", "林缘村庄", "冷库和粮库", "商贸综合体", "渡口码头",
)  # fmt: skip
NOT_NAMES = {"末端环节": "平常词加引号", "一阵风": "比喻"}
"""What stands in quotation marks and is no name."""

CYCLES = ("月", "季度", "半年", "旬")
SCOPES = ("年度考核", "干部培训内容", "财政预算", "村规民约", "网格巡查事项", "综合督查范围")
THINGS = (
    "排涝泵",
    "预警喇叭",
    "单兵终端",
    "救生抛投器",
    "应急照明灯",
    "雨量计",
    "烟感报警器",
    "发电机",
    "高压水枪",
    "冲锋舟",
)
FACILITIES = (
    "物资储备点",
    "避难场所",
    "微型消防站",
    "水位监测点",
    "宣传体验馆",
    "取水平台",
    "瞭望塔",
    "联合值守点",
)
PLAIN_SENTENCES = (
    "{time}，{actor}{manner}对{target}过筛，{act}，{result}。",
    "{actor}要{act}，{act}，{result}。",
    "围绕{target}，{act}，每{cycle}通报{number}次进展，{result}。",
    "把{target}{manner}纳入{scope}，{act}，{result}。",
    "新建{facility}{number}处，更新{thing}{more}套，{result}。",
    "{time}在{town}一带{act}，{act}，{result}。",
    "对{target}分类管理，{act}，{result}。",
    "组织{actor}{more}人次参加轮训，{act}，{result}。",
    "以{town}为试点，{act}，{time}总结推广，{result}。",
    "储备{thing}{more}台，{act}，{result}。",
)
ITEMS = ("{act}，{result}", "对{target}{act}，{act}", "组织{actor}{act}，{result}")

VERBS = (
    "健全", "压实", "强化", "完善", "推进", "严格", "夯实", "提升", "优化", "深化", "规范", "统筹", "加快", "做实", "突出",
)  # fmt: skip
OBJECTS = (
    "组织指挥体系", "安全责任链条", "监测预警网络", "物资储备布局", "救援队伍建设", "信息发布渠道", "隐患整改闭环",
    "基层基础工作", "重点行业监管", "灾害风险普查", "预案编制演练", "宣传教育阵地", "执法检查方式", "科技装备支撑",
    "值班值守制度", "避险转移准备", "灾后救助恢复", "社会力量参与", "经费保障办法", "考核奖惩措施", "城市生命线防护",
    "农村安全短板", "消防通道治理", "危化企业准入", "水库度汛安排", "林区野火管控", "道路隐患治理", "校园安全防线",
    "燃气使用监管", "干部能力培养",
)  # fmt: skip
TOPICS = (
    "加强组织领导",
    "防范重大风险",
    "守牢安全底线",
    "提升救援能力",
    "夯实基层基础",
    "强化支撑保障",
    "统筹灾害防治",
    "深化改革创新",
)

# Titles.

TITLE_KINDS = ("要点", "规划", "预案", "方案")
GUIDANCE = "为做好{place}防灾减灾和安全监管工作，结合实际，制定本{kind}。"
PREAMBLE_SENTENCES = (
    "今后一个时期，{place}处在产业转型和城镇扩容的关键阶段，各类风险交织叠加，任务十分繁重。",
    "总体思路是，以减少伤亡为目标，以源头治理为重点，以基层力量为依托，{result}。",
    "工作中要坚持预防在前、准备在先，既抓当下整治，又抓长远建设，{result}。",
    "近年来，{place}先后建成{facility}{number}处，配备{thing}{more}套，基础条件有了改善，但短板仍然存在。",
)
NOTICE_ADDRESSEES = {
    "政府办": "各乡镇人民政府，{level}直各有关单位：",
    "应急局": "各乡镇应急管理办公室，局机关各科室：",
}
SUBJECTS = (
    "冬春火灾防控",
    "汛期安全防范",
    "燃气安全整治",
    "应急能力提升",
    "基层消防建设",
    "隐患集中排查",
)
RESPONSE_SUBJECTS = ("突发事件总体", "自然灾害救助总体", "生产安全事故总体")
BOX_TERMS = (
    "监测站网加密",
    "储备库扩容",
    "指挥大厅改造",
    "避难场所达标",
    "通信保障提质",
    "救援训练基地",
    "村级广播延伸",
)
TABLE_TASKS = (
    "风险点复核",
    "泵站检修",
    "预案修订",
    "物资盘点",
    "队伍轮训",
    "入户宣传",
    "线路巡检",
    "平台联网",
)
DEADLINES = ("一季度", "六月底前", "三季度", "年底前", "长期坚持")
