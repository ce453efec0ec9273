package glossary

import (
	"fmt"
	"strings"
	"testing"
)

// Termbases of three kinds that say the same.
var termbases = map[string]string{
	"version 3, DCA": `<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
 <tbxHeader><fileDesc><sourceDesc><p>A test.</p></sourceDesc></fileDesc></tbxHeader>
 <text><body>
  <conceptEntry id="c1">
   <descrip type="subjectField">messengers</descrip>
   <descripGrp><descrip type="definition">Tencent's
     messaging app.</descrip></descripGrp>
   <langSec xml:lang="zh-CN"><termSec><term>微信</term></termSec></langSec>
   <langSec xml:lang="en">
    <termSec><term>micro <hi>letter</hi></term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
    <termSec><term>WeChat</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
    <termSec><term>Weixin</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
   </langSec>
  </conceptEntry>
  <conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>nothing wrong</term></termSec></langSec></conceptEntry>
 </body></text>
</tbx>`,
	"version 3, DCT": `<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="x" xmlns:basic="y"><text><body>
  <conceptEntry id="c1"><basic:definition>Tencent's messaging app.</basic:definition>
   <langSec xml:lang="zh"><termSec><term>微信</term></termSec></langSec>
   <langSec xml:lang="en-GB">
    <termSec><term>WeChat</term></termSec>
    <termSec><term>micro letter</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
   </langSec></conceptEntry></body></text></tbx>`,
	"version 2": `<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>A test.</p></sourceDesc></fileDesc></martifHeader>
 <text><body><termEntry id="eid-1"><descripGrp><descrip type="definition">Tencent's messaging app.</descrip></descripGrp>
  <langSet xml:lang="zh"><ntig><termGrp><term>微信</term></termGrp></ntig></langSet>
  <langSet xml:lang="en">
   <ntig><termGrp><term>WeChat</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
   <tig><term>micro letter</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet></termEntry></body></text></martif>`,
}

func TestTermbases(t *testing.T) {
	for name, text := range termbases {
		packs, notes, err := readTBX("terms.tbx", []byte(text), "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r := packs[0].Rules[0]
		if got := fmt.Sprint(packs[0].Name, r.ID, r.ZH, r.Fix, r.Match, r.Note); got != fmt.Sprint("terms", "wechat", "微信", "WeChat", "[{micro letter <nil>      0}]", "Tencent's messaging app.") {
			t.Errorf("%s: %s", name, got)
		}
		if name == "version 3, DCA" && len(notes) != 2 || name != "version 3, DCA" && len(notes) != 0 {
			t.Errorf("%s: %q", name, notes)
		}
	}
	if packs, _, err := readTBX("terms.tbx", []byte(strings.ReplaceAll(termbases["version 2"], "zh", "de")), "mine"); err != nil || packs[0].Name != "mine" || packs[0].Rules[0].ZH != "" {
		t.Errorf("%v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range termbases {
		f.Add(3, []byte(text))
	}
	f.Add(1, []byte("form,fix,near\r\nmicro letter,WeChat,a | b\\|\r\n"))
	f.Add(2, []byte("micro letter\tWeChat\n"))
	f.Add(0, []byte("pack: x\n---\npack: y\nrules: []\n"))
	f.Fuzz(func(t *testing.T, format int, data []byte) {
		packs, _, err := Formats[uint(format)%uint(len(Formats))].Read("x", data, "x")
		if err == nil && len(packs) == 0 && len(data) > 0 && format%len(Formats) != 0 {
			t.Error("neither packs nor a mistake")
		}
		for _, p := range packs {
			YAML(p)
		}
	})
}
