// The Go driver under measurement: peer go URI.
//
// Says "ready VERSION" once, and answers each order, CALL callers millis threads rate, with one line of figures as NAME=value pairs, or with
// "skip REASON". In an open loop (rate > 0) a latency counts from the time at which the call was due.
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

func main() {
	client, err := mongo.Connect(options.Client().ApplyURI(os.Args[2]))
	if err != nil {
		fail(err)
	}
	fmt.Printf("ready Go driver %s, %s\n", driverVersion(), runtime.Version())
	orders := bufio.NewScanner(os.Stdin)
	for orders.Scan() {
		words := strings.Fields(orders.Text())
		call, argument, _ := strings.Cut(words[0], ":")
		size, _ := strconv.Atoi(argument)
		job := jobOf(client.Database("bench"), call, size)
		if job == nil {
			fmt.Printf("skip Go has no %s\n", call)
			continue
		}
		callers, _ := strconv.Atoi(words[1])
		millis, _ := strconv.Atoi(words[2])
		rate, _ := strconv.Atoi(words[4])
		fmt.Println(round(job, callers, time.Duration(millis)*time.Millisecond, rate))
	}
	_ = client.Disconnect(context.Background())
}

func driverVersion() string {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if strings.HasPrefix(module.Path, "go.mongodb.org/mongo-driver") {
			return module.Version
		}
	}
	return "of an unknown version"
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// tally holds when the next call is due, and what the calls have come to. Times count from the start of the round.
type tally struct {
	start    time.Time
	length   time.Duration
	rate     int
	arrivals atomic.Int64
}

func (t *tally) due(arrival int64) time.Duration {
	return time.Duration(arrival * int64(time.Second) / int64(t.rate))
}

// next says when the next call is due, and whether there is one.
func (t *tally) next() (time.Duration, bool) {
	now := time.Since(t.start)
	if now >= t.length {
		return 0, false
	}
	if t.rate == 0 {
		return now, true
	}
	due := t.due(t.arrivals.Add(1) - 1)
	return due, due < t.length
}

func round(job func() error, callers int, length time.Duration, rate int) string {
	t := &tally{length: length, rate: rate}
	latencies := make([][]time.Duration, callers)
	var ready, done sync.WaitGroup
	goes := make(chan struct{})
	ready.Add(callers)
	done.Add(callers)
	for i := 0; i < callers; i++ {
		go func() {
			defer done.Done()
			ready.Done()
			<-goes
			for due, more := t.next(); more; due, more = t.next() {
				if early := due - time.Since(t.start); early > 0 {
					time.Sleep(early)
				}
				if err := job(); err != nil {
					fail(err)
				}
				latencies[i] = append(latencies[i], time.Since(t.start)-due)
			}
		}()
	}
	ready.Wait()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	cpu := cpuTime()
	t.start = time.Now()
	close(goes)
	done.Wait()
	took := time.Since(t.start)
	cpu = cpuTime() - cpu
	runtime.ReadMemStats(&after)
	return figures(t, latencies, took) + fmt.Sprintf(" CPU_MICROS=%.6f BYTES=%.6f",
		float64(cpu.Microseconds())/calls(latencies), float64(after.TotalAlloc-before.TotalAlloc)/calls(latencies))
}

func calls(latencies [][]time.Duration) float64 {
	all := 0
	for _, one := range latencies {
		all += len(one)
	}
	return float64(max(1, all))
}

func figures(t *tally, latencies [][]time.Duration, took time.Duration) string {
	var all []time.Duration
	var squares float64
	for _, one := range latencies {
		all = append(all, one...)
		squares += float64(len(one)) * float64(len(one))
	}
	count := float64(len(all))
	line := fmt.Sprintf("OPS=%.6f", count/took.Seconds())
	if t.rate == 0 {
		line += fmt.Sprintf(" FAIRNESS=%.6f", count*count/(float64(len(latencies))*max(1, squares)))
	} else {
		missed := 0
		for arrival := t.arrivals.Load(); t.due(arrival) < t.length; arrival++ {
			all = append(all, took-t.due(arrival))
			missed++
		}
		line += fmt.Sprintf(" UNSERVED=%d", missed)
	}
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	for _, each := range []struct {
		name  string
		share float64
	}{{"P50", 0.5}, {"P90", 0.9}, {"P99", 0.99}, {"P999", 0.999}, {"MAX", 1}} {
		if len(all) > 0 {
			place := max(0, min(len(all)-1, int(each.share*float64(len(all))+0.999999)-1))
			line += fmt.Sprintf(" %s_MILLIS=%.6f", each.name, float64(all[place])/1e6)
		}
	}
	return line
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		fail(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
