using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope.Choice
{
    public sealed class MergedLabelsTests
    {
        private static readonly Json Values = SharedValues.Read("merged");
        private static readonly string[] Names = Values["names"].Items.Select(name => name.Text).ToArray();

        [Test]
        public void AreWrittenAndReadAsInTheBrowser()
        {
            foreach (Json pair in Values["written"].Items)
            {
                Assert.That(MergedLabels.TextOf(Labels(pair[0])), Is.EqualTo(pair[1].Text));
                IReadOnlyList<MergedLabel> again = MergedLabels.Read(pair[1].Text)!;
                Assert.That(MergedLabels.TextOf(again), Is.EqualTo(pair[1].Text));
                Assert.That(again.Select(label => label.Name), Is.EqualTo(Labels(pair[0]).Select(label => label.Name)));
            }
            foreach (Json pair in Values["read"].Items)
            {
                string? found = MergedLabels.Read(pair[0].Text) is IReadOnlyList<MergedLabel> labels
                    ? MergedLabels.TextOf(labels)
                    : null;
                string? expected = pair[1].IsNull ? null : MergedLabels.TextOf(Labels(pair[1]));
                Assert.That(found, Is.EqualTo(expected), pair[0].Text);
            }
        }

        [Test]
        public void FitAsInTheBrowser()
        {
            foreach (Json pair in Values["fitting"].Items)
            {
                string[] fitting = MergedLabels.ThatFit(Labels(pair[0]), Names).Select(label => label.Name).ToArray();
                Assert.That(fitting, Is.EqualTo(pair[1].Items.Select(name => name.Text)));
            }
        }

        [Test]
        public void MayBeCalledWhatTheyMayInTheBrowser()
        {
            IReadOnlyList<MergedLabel> labels = Labels(Values["written"][1][0]);
            foreach (Json typed in Values["problems"].Items)
            {
                string? problem = MergedLabels.NameProblem(typed[0].Text, labels, Names, typed[1].Whole);
                Assert.That(problem, Is.EqualTo(typed[2].TextOrNull), typed[0].Text);
            }
        }

        [Test]
        public void AreFoundByTheirClassesAsInTheBrowser()
        {
            IReadOnlyList<MergedLabel> labels = Labels(Values["written"][1][0]);
            foreach (Json pair in Values["labels"].Items)
            {
                Assert.That(MergedLabels.LabelOf(pair[0].Whole, labels, Names.Length), Is.EqualTo(pair[1].Whole));
            }
            foreach (Json pair in Values["classes"].Items)
            {
                Assert.That(MergedLabels.ClassOf(pair[0].Whole, labels, Names.Length), Is.EqualTo(pair[1].Whole));
            }
            Assert.That(MergedLabels.ClassOf(1, labels, Names.Length), Is.EqualTo(0));
        }

        private static IReadOnlyList<MergedLabel> Labels(Json labels)
        {
            return labels.Items
                .Select(label => new MergedLabel(
                    label["name"].Text, label["classes"].Items.Select(index => index.Whole).ToArray()))
                .ToArray();
        }
    }
}
