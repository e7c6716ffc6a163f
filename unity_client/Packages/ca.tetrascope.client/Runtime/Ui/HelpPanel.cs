using System;
using System.Collections.Generic;
using Tetrascope.Tutorial;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// The tutorial beside a scene: all topics with a search, or one with the topics that help to understand it. A
    /// heading of the class <c>about-TOPIC</c>, in any panel, gets a question mark that opens the topic of that name.
    /// </summary>
    public sealed class HelpPanel : MonoBehaviour
    {
        private const string About = "about-";

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Knows what the person points with, in whose words the topics are.")]
        private StructurePointer _pointing = null!;

        [SerializeField, Tooltip("Takes the tour that the help offers.")]
        private TourPanel _tour = null!;

        [SerializeField, Tooltip("Opens the help.")]
        private InputAction _open = new InputAction("Help", InputActionType.Button, "<Keyboard>/f1");

        [SerializeField, Tooltip("Closes the help.")]
        private InputAction _leave = new InputAction("Leave", InputActionType.Button, "<Keyboard>/escape");

        private VisualElement _panel = null!;
        private VisualElement _tools = null!;
        private VisualElement _content = null!;
        private TextField _query = null!;
        private Label _found = null!;
        private Button _back = null!;
        private Button _close = null!;

        /// <summary>What it shows.</summary>
        public Help Help { get; } = new Help();

        private PointingHand Hand => _pointing.Pointer.Hand;

        private void OnEnable()
        {
            _open.Enable();
            _leave.Enable();
        }

        private void OnDisable()
        {
            _open.Disable();
            _leave.Disable();
        }

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _panel = root.Q<VisualElement>("help");
            _tools = root.Q<VisualElement>("help-tools");
            _content = root.Q<VisualElement>("help-content");
            _query = root.Q<TextField>("help-query");
            _found = root.Q<Label>("help-found");
            _back = root.Q<Button>("help-back");
            _close = root.Q<Button>("help-close");
            _close.clicked += Help.Close;
            _back.clicked += () => Help.Show();
            root.Q<Button>("go-help").clicked += () => Help.Show();
            root.Q<Button>("help-tour").clicked += TakeTour;
            foreach (Label heading in root.Query<Label>(null, "heading").ToList())
            {
                AddMark(heading);
            }

            _query.RegisterValueChangedCallback(typed => Help.Query = typed.newValue);
            Help.Changed += Show;
        }

        private void OnDestroy()
        {
            Help.Changed -= Show;
        }

        private void Update()
        {
            if (_open.WasPressedThisFrame())
            {
                Help.Show();
            }

            if (_leave.WasPressedThisFrame() && Help.IsOpen)
            {
                Help.Close();
            }
        }

        private void AddMark(Label heading)
        {
            foreach (string look in heading.GetClasses())
            {
                if (look.StartsWith(About, StringComparison.Ordinal))
                {
                    AddMark(heading, look);
                    return;
                }
            }
        }

        /// <summary>Puts heading and question mark in a row, where the heading was.</summary>
        private void AddMark(Label heading, string name)
        {
            var row = new VisualElement();
            row.AddToClassList("head");
            row.EnableInClassList("wide", heading.ClassListContains("wide"));
            VisualElement panel = heading.parent;
            panel.Insert(panel.IndexOf(heading), row);
            var mark = new Button { name = name, text = "?" };
            mark.AddToClassList("help-button");
            string id = name.Substring(About.Length);
            mark.clicked += () => Help.Show(id);
            row.Add(heading);
            row.Add(mark);
        }

        private void TakeTour()
        {
            Help.Close();
            _tour.Take();
        }

        private void Show()
        {
            bool one = Help.Open != null;
            bool opens = Help.IsOpen && _panel.ClassListContains("hidden");
            _panel.EnableInClassList("hidden", !Help.IsOpen);
            _tools.EnableInClassList("hidden", one);
            _back.EnableInClassList("hidden", !one);
            _query.SetValueWithoutNotify(Help.Query);
            _content.Clear();
            if (Help.Open is Topic topic)
            {
                ShowTopic(topic);
            }
            else if (Help.IsOpen)
            {
                ShowList();
            }

            if (opens)
            {
                _close.Focus();
            }
        }

        private void ShowList()
        {
            IReadOnlyList<Topic> found = Help.Find(Help.Query, Hand);
            _found.text = found.Count > 0 ? Words.Count(found.Count, "topic") : "Nothing found. Try another word.";
            string group = "";
            foreach (Topic topic in found)
            {
                if (topic.Group != group)
                {
                    group = topic.Group;
                    AddLabel(group, "heading");
                }

                AddLink(topic);
            }
        }

        private void ShowTopic(Topic topic)
        {
            AddLabel(topic.Group, "note");
            AddLabel(topic.Title, "topic-title");
            foreach (string paragraph in topic.Text)
            {
                AddLabel(HandWords.Worded(paragraph, Hand, dark: true), "text");
            }

            if (topic.See.Count == 0)
            {
                return;
            }

            AddLabel("See also", "heading");
            foreach (string id in topic.See)
            {
                AddLink(Help.Of(id)!);
            }
        }

        private void AddLabel(string text, string look)
        {
            var label = new Label(text) { name = "help-" + look };
            label.AddToClassList(look);
            _content.Add(label);
        }

        private void AddLink(Topic topic)
        {
            var link = new Button { name = "topic-" + topic.Id, text = topic.Title };
            link.AddToClassList("link");
            link.clicked += () => Help.Show(topic.Id);
            _content.Add(link);
        }
    }
}
