package glossary

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Skeleton is a pack to begin with: what is known of it is filled in, and all else that a pack may say stands there as comments.
func Skeleton(p *annotate.Pack) string {
	var b strings.Builder
	b.WriteString(Hint)
	field(&b, "", "pack", p.Name)
	said := func(name, value, example string) {
		if value != "" {
			field(&b, "", name, value)
		} else {
			b.WriteString("# " + name + ": " + example + "\n")
		}
	}
	said("about", p.About, "One sentence that says which field the pack is for.")
	b.WriteString("\n# For who gets the pack from you; `reader glossary pack` asks for them.\n")
	said("version", p.Version, `"1.0.0"`)
	said("licence", p.Licence, "CC0-1.0")
	said("author", p.Author, "A. Nother")
	b.WriteString("\n# Where the pack holds. Left out: everywhere. A rule may have an `only` of its own.\n")
	if p.Only != nil {
		b.WriteString("only: " + scopeYAML(p.Only) + "\n")
	} else {
		b.WriteString("# only: {sites: [example.com], feeds: [\"https://example.com/feed\"], tags: [phones]}\n")
	}
	b.WriteString(skeletonRest)
	return b.String()
}

const skeletonRest = `
# Rules (PACK/RULE) and packs of others that this one switches off.
# off: [wechat/wechat, games]

# Longer phrases that are right as they stand; they hide the rules inside them.
# shields:
#   - letter of intent

# Each rule is one correction. Take "# " away before the lines and make it yours; "reader glossary lint" says what is wrong with it.
rules:
#   - id: lanniu                     # lower case, digits, hyphens
#     zh: 蓝牛                       # what stood in the original
#     pinyin: Lánniú                 # with tone marks
#     literal: 蓝 blue + 牛 cow      # how the machine read it
#     fix: Lanniu                    # what shall stand there; "" deletes
#     kind: brand                    # person organisation brand product term idiom grammar artifact boilerplate
#     note: A maker of phones.       # one sentence for the card
#     match:                         # what machines write
#       - blue cow
#       - "blue {ox,cattle}"         # either
#       - {text: blue cow phone, fix: Lanniu phone}
#     risk: high                     # low: nobody writes it otherwise; mid: rare; high: ordinary English
#     near: [phone, handset, Shenzhen]    # words around that speak for this sense
#     unless: [farm, milk, grass]         # words around that speak against it
#     only: {sites: [example.com]}
#     hits:                          # it must apply here
#       - "In Shenzhen [blue cow=>Lanniu] showed a phone."
#     leaves:                        # it must not mark anything here
#       - "A blue cow stood on the farm."
`
