using System;
using System.Collections.Generic;
using Tetrascope.Protocol;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>A field that offers methods of the protocol by their titles.</summary>
    internal sealed class MethodChoice
    {
        /// <summary>What masked pixels may become.</summary>
        public static readonly MethodChoice OfFills = new MethodChoice(Methods.Fills);

        /// <summary>What feature maps may be clustered by.</summary>
        public static readonly MethodChoice OfCriteria = new MethodChoice(Methods.Criteria);

        private readonly IReadOnlyList<Method> _methods;

        private MethodChoice(IReadOnlyList<Method> methods)
        {
            _methods = methods;
        }

        public void Ready(DropdownField field, Action<string> chosen)
        {
            var titles = new List<string>();
            foreach (Method method in _methods)
            {
                titles.Add(method.Title);
            }

            field.choices = titles;
            field.RegisterValueChangedCallback(_ => chosen(_methods[field.index].Name));
        }

        public void Show(DropdownField field, string name)
        {
            foreach (Method method in _methods)
            {
                if (method.Name == name)
                {
                    field.SetValueWithoutNotify(method.Title);
                }
            }
        }
    }
}
