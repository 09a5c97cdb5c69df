// The Go side of MergeBesideGo: requests to structured-merge-diff, one measurement for each line of standard input.
//
// A line is a shape, an operation and a number of milliseconds; the answer is a line with the
// nanoseconds of the whole process, those of the clock, and the bytes allocated, each for one operation. Objects are parsed before, once for each request, so that no two requests
// share a value.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"sigs.k8s.io/structured-merge-diff/v6/fieldpath"
	"sigs.k8s.io/structured-merge-diff/v6/merge"
	"sigs.k8s.io/structured-merge-diff/v6/typed"
)

// sameVersion knows every version and converts nothing.
type sameVersion struct{}

func (sameVersion) Convert(object *typed.TypedValue, _ fieldpath.APIVersion) (*typed.TypedValue, error) {
	return object, nil
}

func (sameVersion) IsMissingVersionError(error) bool { return false }

type request struct {
	applies bool
	manager string
	version fieldpath.APIVersion
	object  *typed.TypedValue
}

// shape is an object and its type.
type shape struct {
	of   typed.ParseableType
	text typed.YAMLObject
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func (s shape) parse(options ...typed.ValidationOptions) *typed.TypedValue {
	return must(s.of.FromYAML(s.text, options...))
}

func (s shape) apply(manager string) request {
	return request{true, manager, "v1", s.parse()}
}

func (s shape) update(manager string, version fieldpath.APIVersion) request {
	return request{false, manager, version, s.parse(typed.AllowDuplicates)}
}

// serve plays the requests on an object that is not there at first.
func (s shape) serve(returnInputOnNoop bool, requests ...request) func() {
	return func() {
		builder := merge.UpdaterBuilder{Converter: sameVersion{}, ReturnInputOnNoop: returnInputOnNoop}
		updater := builder.BuildUpdater()
		live := must(s.of.FromUnstructured(nil))
		var managers fieldpath.ManagedFields
		var err error
		for _, r := range requests {
			after := live
			if r.applies {
				after, managers, err = updater.Apply(live, r.object, r.version, managers, r.manager, false)
			} else {
				after, managers, err = updater.Update(live, r.object, r.version, managers, r.manager)
			}
			if err != nil {
				panic(err)
			}
			if after != nil {
				live = after
			}
		}
	}
}

func (s shape) operation(name string) func() {
	const one, other = "controller", "other-controller"
	switch name {
	case "Create":
		return s.serve(false, s.update(one, "v1"))
	case "Apply":
		return s.serve(false, s.apply(one))
	case "ApplyTwice":
		return s.serve(false, s.apply(one), s.apply(other))
	case "ApplyTwiceNoCompare":
		return s.serve(true, s.apply(one), s.apply(other))
	case "Update":
		return s.serve(false, s.update(one, "v1"), s.update(other, "v1"))
	case "UpdateVersion":
		return s.serve(false, s.update(one, "v1"), s.update(other, "v2"))
	case "FieldSet":
		object := s.parse()
		return func() { must(object.ToFieldSet()) }
	case "WriteFields":
		fields := must(s.parse().ToFieldSet())
		return func() { must(fields.ToJSON()) }
	case "ReadFields":
		text := must(must(s.parse().ToFieldSet()).ToJSON())
		return func() {
			read := &fieldpath.Set{}
			if err := read.FromJSON(bytes.NewReader(text)); err != nil {
				panic(err)
			}
		}
	}
	panic("no operation " + name)
}

// processorTime is that of all threads, the collector's included.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// measure runs the operation until the time is over.
func measure(operation func(), limit time.Duration) (processor, clock, bytes float64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	used := processorTime()
	start := time.Now()
	count := 0
	for batch := 1; ; {
		for i := 0; i < batch; i++ {
			operation()
		}
		count += batch
		spent := time.Since(start)
		if spent >= limit {
			runtime.ReadMemStats(&after)
			n := float64(count)
			return float64(processorTime()-used) / n, float64(spent) / n, float64(after.TotalAlloc-before.TotalAlloc) / n
		}
		// about a millisecond between two looks at the clock
		batch = max(1, int(float64(time.Millisecond)*float64(count)/float64(spent)))
	}
}

func main() {
	folder := os.Args[1]
	read := func(path ...string) typed.YAMLObject {
		return typed.YAMLObject(must(os.ReadFile(filepath.Join(append([]string{folder}, path...)...))))
	}
	parser := func(name string) *typed.Parser { return must(typed.NewParser(read("schemas", name))) }
	kubernetes := parser("k8s-schema.yaml")
	definition := "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1beta1.CustomResourceDefinition"
	shapes := map[string]shape{
		"Pod":          {kubernetes.Type("io.k8s.api.core.v1.Pod"), read("files", "pod.yaml")},
		"Node":         {kubernetes.Type("io.k8s.api.core.v1.Node"), read("files", "node.yaml")},
		"Endpoints":    {kubernetes.Type("io.k8s.api.core.v1.Endpoints"), read("files", "endpoints.yaml")},
		"CRD":          {kubernetes.Type(definition), read("files", "prometheus-crd.yaml")},
		"CR":           {parser("apiresourceimport.yaml").Type("apiresourceimport"), read("files", "apiresourceimport-cr.yaml")},
		"Pod-deduced":  {typed.DeducedParseableType, read("files", "pod.yaml")},
		"Node-deduced": {typed.DeducedParseableType, read("files", "node.yaml")},
	}
	operations := map[string]func(){}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var name, of string
		var milliseconds int
		if _, err := fmt.Sscan(lines.Text(), &name, &of, &milliseconds); err != nil {
			panic(err)
		}
		key := name + " " + of
		if operations[key] == nil {
			operations[key] = shapes[name].operation(of)
		}
		fmt.Println(measure(operations[key], time.Duration(milliseconds)*time.Millisecond))
	}
}
