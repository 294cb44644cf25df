// Most tests start processes with an engine each; two cores are busy enough with one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
