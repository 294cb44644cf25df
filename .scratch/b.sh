cd /work/wt/health
export SAMANTHA_HOME=$PWD
date
dotnet build bench/Samantha.Bench -c Release -v quiet --nologo -clp:NoSummary -p:RunAnalyzers=false 2>&1 | sort -u | head -20
timeout 200 dotnet artifacts/bin/Samantha.Bench/release/Samantha.Bench.dll health 2>&1 | cut -c1-190
date
S="dotnet artifacts/bin/Samantha.Host/release/samantha.dll"
D=/var/tmp/health-data
for p in "Answer your previous response." "Continue your previous response." "Tell me a long story about the sea." "Write a song with a chorus." "Repeat the word sun."; do
  echo "=== $p"; timeout 60 $S run --data $D --model samantha-mini -p "$p" -p "Continue your previous response." --loops 3 --feedback --health note --max-tokens 300 --n-ctx 1024 2>&1 | cut -c1-600
done
date
