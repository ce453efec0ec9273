package annotate

// surnames are the commonest Chinese surnames in pinyin, without those that are English words too.
var surnames = hashSet("Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Huang", "Zhao", "Wu", "Zhou", "Xu", "Sun", "Zhu", "Hu", "Guo", "Lin", "Gao", "Luo", "Zheng", "Liang", "Xie", "Tang",
	"Deng", "Feng", "Cao", "Peng", "Zeng", "Xiao", "Tian", "Dong", "Yuan", "Cai", "Jiang", "Yu", "Du", "Ye", "Cheng", "Su", "Wei", "Lu", "Ding", "Ren", "Shen", "Yao", "Fu", "Zhong", "Cui",
	"Tan", "Liao", "Jia", "Xia", "Qiu", "Qin", "Hou", "Zou", "Xiong", "Meng", "Duan", "Qian", "Yin", "Yan", "Dai", "Mo", "Kong", "Tao", "Hao", "Gong", "Shao", "Wan", "Qiao", "Lai", "Sa", "Pang")

// partOfName reports whether a match of one word is the given name of somebody else, with the surname before it: Zhang Jike is no Zeekr.
func (r *reading) partOfName(c *candidate, rule *rule) bool {
	if c.to-c.from != 1 || c.from == 0 || rule.Kind == Person || !rule.properName() {
		return false
	}
	head, before := r.tokens[c.from], r.tokens[c.from-1]
	return head.kind == wordToken && head.shape == titleShape && head.gap == blankGap && before.shape == titleShape && surnames[before.hash]
}
