// The oracle of scripts/compare-hcl.mjs: what HashiCorp's parser makes of files of HCL.
//
// On standard input one path a line; on standard output one line of JSON for each: whether it is accepted, the first
// fault, and the nodes in document order, each as [kind, start byte, end byte, value]. With -bench N it reads all files
// N times and prints the nanoseconds of the fastest round.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go build -o oracle ./scripts/hcl-oracle
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"sort"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

type result struct {
	Path     string          `json:"path"`
	Accepted bool            `json:"accepted"`
	Fault    string          `json:"fault,omitempty"`
	Nodes    [][]interface{} `json:"nodes"`
}

// list collects the nodes of one file.
type list struct {
	nodes [][]interface{}
}

func (l *list) add(kind string, at hcl.Range, values ...interface{}) {
	l.nodes = append(l.nodes, append([]interface{}{kind, at.Start.Byte, at.End.Byte}, values...))
}

func (l *list) body(body *hclsyntax.Body) {
	items := make([]hclsyntax.Node, 0)
	for _, attribute := range body.Attributes {
		items = append(items, attribute)
	}
	for _, block := range body.Blocks {
		items = append(items, block)
	}
	sort.Slice(items, func(i, j int) bool { return items[i].Range().Start.Byte < items[j].Range().Start.Byte })
	for _, item := range items {
		switch item := item.(type) {
		case *hclsyntax.Attribute:
			l.add("attribute", item.SrcRange, item.Name)
			l.expression(item.Expr)
		case *hclsyntax.Block:
			l.add("block", hcl.RangeBetween(item.TypeRange, item.CloseBraceRange), item.Type)
			for i, label := range item.Labels {
				l.add("label", item.LabelRanges[i], label)
			}
			l.body(item.Body)
		}
	}
}

func (l *list) expression(expression hclsyntax.Expression) {
	switch e := expression.(type) {
	case *hclsyntax.LiteralValueExpr:
		l.add("literal", e.SrcRange, value(e.Val))
	case *hclsyntax.TemplateExpr:
		l.add("template", e.SrcRange)
		l.parts(e.Parts)
	case *hclsyntax.TemplateWrapExpr:
		l.add("template", e.SrcRange)
		l.part(e.Wrapped)
	case *hclsyntax.ScopeTraversalExpr:
		l.add("traversal", e.SrcRange, e.Traversal.RootName())
		l.steps(e.Traversal[1:])
	case *hclsyntax.RelativeTraversalExpr:
		l.add("relative", e.SrcRange)
		l.expression(e.Source)
		l.steps(e.Traversal)
	case *hclsyntax.IndexExpr:
		l.add("index", e.SrcRange)
		l.expression(e.Collection)
		l.expression(e.Key)
	case *hclsyntax.SplatExpr:
		l.add("splat", e.SrcRange)
		l.expression(e.Source)
		l.expression(e.Each)
	case *hclsyntax.AnonSymbolExpr:
		l.add("item", e.SrcRange)
	case *hclsyntax.FunctionCallExpr:
		l.add("call", e.Range(), e.Name, e.ExpandFinal)
		for _, argument := range e.Args {
			l.expression(argument)
		}
	case *hclsyntax.TupleConsExpr:
		l.add("tuple", e.SrcRange)
		for _, item := range e.Exprs {
			l.expression(item)
		}
	case *hclsyntax.ObjectConsExpr:
		l.add("object", e.SrcRange)
		for _, item := range e.Items {
			l.expression(item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr).Wrapped)
			l.expression(item.ValueExpr)
		}
	case *hclsyntax.ForExpr:
		l.add("for", e.SrcRange, e.KeyVar, e.ValVar, e.Group)
		l.expression(e.CollExpr)
		if e.KeyExpr != nil {
			l.expression(e.KeyExpr)
		}
		l.expression(e.ValExpr)
		if e.CondExpr != nil {
			l.expression(e.CondExpr)
		}
	case *hclsyntax.ConditionalExpr:
		l.add("conditional", e.SrcRange)
		l.expression(e.Condition)
		l.expression(e.TrueResult)
		l.expression(e.FalseResult)
	case *hclsyntax.UnaryOpExpr:
		l.add("unary", e.SrcRange)
		l.expression(e.Val)
	case *hclsyntax.BinaryOpExpr:
		l.add("binary", e.SrcRange, operators[e.Op])
		l.expression(e.LHS)
		l.expression(e.RHS)
	case *hclsyntax.ParenthesesExpr:
		l.add("parens", e.SrcRange)
		l.expression(e.Expression)
	default:
		panic(fmt.Sprintf("no case for %T", e))
	}
}

// parts joins texts that follow each other: the scanner makes one of each line and of each dollar sign.
func (l *list) parts(parts []hclsyntax.Expression) {
	for i := 0; i < len(parts); i++ {
		if !isText(parts[i]) {
			l.part(parts[i])
			continue
		}
		joined := ""
		at := parts[i].Range()
		for ; i < len(parts) && isText(parts[i]); i++ {
			joined += parts[i].(*hclsyntax.LiteralValueExpr).Val.AsString()
			at.End = parts[i].Range().End
		}
		i--
		// The parser puts an empty text where nothing is written.
		if joined != "" {
			l.add("text", at, joined)
		}
	}
}

func (l *list) part(part hclsyntax.Expression) {
	switch e := part.(type) {
	case *hclsyntax.ConditionalExpr:
		whenTrue, isDirective := e.TrueResult.(*hclsyntax.TemplateExpr)
		// A directive runs from one brace to the other; a conditional begins and ends with its parts.
		if isDirective && e.SrcRange.Start.Byte < e.Condition.Range().Start.Byte {
			l.add("if directive", e.SrcRange)
			l.expression(e.Condition)
			l.parts(whenTrue.Parts)
			l.parts(e.FalseResult.(*hclsyntax.TemplateExpr).Parts)
			return
		}
	case *hclsyntax.TemplateJoinExpr:
		loop := e.Tuple.(*hclsyntax.ForExpr)
		l.add("for directive", loop.SrcRange, loop.KeyVar, loop.ValVar)
		l.expression(loop.CollExpr)
		l.parts(loop.ValExpr.(*hclsyntax.TemplateExpr).Parts)
		return
	}
	l.add("interpolation", part.Range())
	l.expression(part)
}

func isText(part hclsyntax.Expression) bool {
	literal, isLiteral := part.(*hclsyntax.LiteralValueExpr)
	return isLiteral && literal.Val.Type() == cty.String && !literal.Val.IsNull() && literal.Val.IsKnown()
}

func (l *list) steps(steps hcl.Traversal) {
	for _, step := range steps {
		switch step := step.(type) {
		case hcl.TraverseAttr:
			l.add("attr", step.SrcRange, step.Name)
		case hcl.TraverseIndex:
			l.add("key", step.SrcRange, value(step.Key))
		}
	}
}

func value(of cty.Value) interface{} {
	switch {
	case !of.IsKnown():
		return "unknown"
	case of.IsNull():
		return nil
	case of.Type() == cty.String:
		return of.AsString()
	case of.Type() == cty.Bool:
		return of.True()
	default:
		number, _ := of.AsBigFloat().Float64()
		if math.IsInf(number, 0) {
			return "infinite"
		}
		return number
	}
}

var operators = map[*hclsyntax.Operation]string{
	hclsyntax.OpLogicalOr: "||", hclsyntax.OpLogicalAnd: "&&", hclsyntax.OpEqual: "==", hclsyntax.OpNotEqual: "!=",
	hclsyntax.OpGreaterThan: ">", hclsyntax.OpGreaterThanOrEqual: ">=", hclsyntax.OpLessThan: "<", hclsyntax.OpLessThanOrEqual: "<=",
	hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-", hclsyntax.OpMultiply: "*", hclsyntax.OpDivide: "/", hclsyntax.OpModulo: "%",
}

func read(path string, text []byte) result {
	file, diagnostics := hclsyntax.ParseConfig(text, path, hcl.InitialPos)
	made := result{Path: path, Accepted: !diagnostics.HasErrors(), Nodes: make([][]interface{}, 0)}
	if !made.Accepted {
		first := diagnostics.Errs()[0].(*hcl.Diagnostic)
		made.Fault = fmt.Sprintf("%d: %s", first.Subject.Start.Line, first.Summary)
		return made
	}
	nodes := &list{nodes: made.Nodes}
	nodes.body(file.Body.(*hclsyntax.Body))
	made.Nodes = nodes.nodes
	return made
}

func bench(texts [][]byte, rounds int) {
	best := time.Duration(math.MaxInt64)
	for round := 0; round < rounds; round++ {
		start := time.Now()
		for _, text := range texts {
			hclsyntax.ParseConfig(text, "", hcl.InitialPos)
		}
		if took := time.Since(start); took < best {
			best = took
		}
	}
	fmt.Println(best.Nanoseconds())
}

func main() {
	rounds := flag.Int("bench", 0, "read all files this often and print the nanoseconds of the fastest round")
	flag.Parse()
	paths := bufio.NewScanner(os.Stdin)
	paths.Buffer(nil, 1<<20)
	output := json.NewEncoder(os.Stdout)
	output.SetEscapeHTML(false)
	texts := make([][]byte, 0)
	for paths.Scan() {
		text, err := os.ReadFile(paths.Text())
		if err != nil {
			panic(err)
		}
		texts = append(texts, text)
		if *rounds == 0 {
			if err := output.Encode(read(paths.Text(), text)); err != nil {
				panic(err)
			}
		}
	}
	if *rounds > 0 {
		bench(texts, *rounds)
	}
}
