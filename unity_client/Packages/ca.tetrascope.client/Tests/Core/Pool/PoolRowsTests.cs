using System.Linq;
using NUnit.Framework;
using Tetrascope.Choice;
using Tetrascope.Protocol;

namespace Tetrascope.Pool
{
    public sealed class PoolRowsTests : SceneTests
    {
        private PoolSession _session = null!;
        private PoolRows _rows = null!;

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            _session = new PoolSession("pool", Server, Subject);
            _rows = new PoolRows(_session);
            _session.Run.Start();
            Answer("pool", true, RecordedParts.Pool.Of<Part>("1").ToArray());
            _session.Display.ShowAll = true;
            _rows.Update();
        }

        [TestCase(RowOrder.Index)]
        [TestCase(RowOrder.Label)]
        [TestCase(RowOrder.Change)]
        [TestCase(RowOrder.Outside)]
        [TestCase(RowOrder.Distance)]
        public void HaveALineForEachImageWhateverTheyAreSortedBy(RowOrder order)
        {
            _rows.SortBy(order);
            Assert.That(_rows.Lines.Select(row => row.Image.Index).Distinct().Count(), Is.EqualTo(74));
        }

        [Test]
        public void SortBothWaysAndKeepThePoolsOrderAmongEquals()
        {
            Assert.That(_rows.Order, Is.EqualTo(RowOrder.Change));
            double[] changes = _rows.Lines.Select(row => row.Change).ToArray();
            Assert.That(changes, Is.EqualTo(changes.OrderBy(change => change)));
            _rows.SortBy(RowOrder.Change);
            Assert.That(_rows.Lines.Select(row => row.Change), Is.EqualTo(changes.OrderByDescending(change => change)));
            _rows.SortBy(RowOrder.Label);
            foreach (IGrouping<string, PoolRow> same in _rows.Lines.GroupBy(row => row.LabelName))
            {
                int[] indices = same.Select(row => row.Image.Index).ToArray();
                Assert.That(indices, Is.EqualTo(indices.OrderBy(index => index)));
            }
        }

        [Test]
        public void KnowDistancesOnceThereIsABoundaryAndBeginWithTheFarthestOnTheChangedSide()
        {
            Assert.That(_rows.Lines.All(row => row.Distance == null && !row.SupportVector), Is.True);
            Part[] answer = RecordedParts.Pool.Of<Part>("2").ToArray();
            Answer("boundary", true, answer);
            _rows.Update();
            _rows.SortBy(RowOrder.Distance);
            var boundary = (Boundary)answer.Last();
            Assert.That(_rows.Lines[0].Distance, Is.EqualTo(boundary.Distances.Max()));
            Assert.That(_rows.Lines.Count(row => row.SupportVector), Is.EqualTo(boundary.SupportVectors.Count));
            Assert.That(_rows.Lines[_rows.PlaceOf(5)].Image.Index, Is.EqualTo(5));
            Assert.That(_rows.PlaceOf(null), Is.EqualTo(-1));
        }

        [Test]
        public void HoldThoseThatPassTheFilters()
        {
            _session.Display.Filters.Kept = false;
            _rows.Update();
            Assert.That(_rows.Lines.Count > 0 && _rows.Lines.All(row => !row.Image.Kept), Is.True);
        }

        [Test]
        public void TheDisplayTellsOfEachChangeOnce()
        {
            int told = 0;
            _session.Display.Changed += () => told++;
            _session.Display.Filters.Window = 1;
            _session.Display.Filters.Window = 1;
            _session.Display.Spread = 2;
            _session.Display.Filters.Reset();
            _session.Display.Filters.Reset();
            Assert.That(told, Is.EqualTo(3));
        }

        [Test]
        public void OfAFewClassesAllAreOfferedToBeExaminedAndTheOneThatIsWanted()
        {
            int all = Subject.Network!.ClassNames.Count;
            Assert.That(all <= 40, Is.True);
            _session.Settings.Label = 123;
            Assert.That(
                _session.Settings.LabelsOffered(_session.Run.Pool).Select(label => label.Index),
                Is.EqualTo(Enumerable.Range(0, all).Append(123)));
        }
    }
}
